import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { fieldsOf } from "#lib/domain/openapi/fields";
import { TAGS } from "#lib/domain/openapi/operation";
import { OPERATIONS } from "#lib/domain/openapi/operations";
import { apiDescription } from "@/app/_server/api-description";
import { CodeBlock } from "@/components/api-docs/code-block";
import { Contents } from "@/components/api-docs/contents";
import { FieldsTable } from "@/components/api-docs/fields-table";
import { OperationCard } from "@/components/api-docs/operation-card";
import { Prose } from "@/components/api-docs/prose";
import { sectionId } from "@/components/api-docs/section-id";
import { API_DOCS_TEXTS as T, BEGINNING } from "@/components/api-docs/texts";
import { Logo } from "@/components/layout/logo";
import { RolesTable } from "@/components/members/roles-table";
import { MEMBER_TEXTS } from "@/components/members/texts";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";

/** No page: to be opened as it is. */
const DESCRIPTION = "/api/v1/openapi.json";

export const metadata: Metadata = { title: T.title, description: T.lead };

export default function ApiDocsPage() {
  const document = apiDescription();
  const [server] = document.servers;
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-6 lg:px-8">
      <header className="flex h-16 items-center justify-between gap-4">
        <Link href="/" className="rounded-md text-lg">
          <Logo />
        </Link>
        <LinkButton href="/settings/api-keys">{T.makeKey}</LinkButton>
      </header>
      <div className="grid gap-8 pb-16 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:py-4 lg:pr-2">
          <Contents operations={OPERATIONS} />
        </aside>
        <main className="flex min-w-0 flex-col gap-10">
          <section aria-labelledby="begin">
            <h1 className="text-2xl font-semibold tracking-tight">{T.title}</h1>
            <p className="mt-1 text-base text-ink-2">
              {T.lead}{" "}
              <a href={DESCRIPTION} className="text-accent underline underline-offset-2">
                {T.description}
              </a>
            </p>
            <h2 id="begin" className="mt-6 mb-2 text-lg font-semibold">
              {T.begin}
            </h2>
            <ul className="mb-4 flex list-disc flex-col gap-1 pl-5 text-sm text-ink-2">
              {BEGINNING.map((sentence) => (
                <li key={sentence}>
                  <Prose text={sentence} />
                </li>
              ))}
            </ul>
            <CodeBlock
              label={T.begin}
              code={`export API=${server?.url}\nexport KEY=tk_live_…\ncurl "$API/auth/me" -H "Authorization: Bearer $KEY"`}
            />
          </section>
          {TAGS.map(({ name, description }) => (
            <section key={name} aria-labelledby={sectionId(name)} className="flex flex-col gap-4">
              <div>
                <h2 id={sectionId(name)} className="scroll-mt-4 text-lg font-semibold">
                  {name}
                </h2>
                <p className="text-sm text-ink-2">{description}</p>
              </div>
              {OPERATIONS.filter(({ tag }) => tag === name).map((operation) => {
                const described = document.paths[operation.path]?.[operation.method.toLowerCase()];
                return described ? (
                  <OperationCard key={described.operationId} operation={operation} described={described} />
                ) : null;
              })}
            </section>
          ))}
          <section aria-labelledby="roles" className="flex flex-col gap-4">
            <div>
              <h2 id="roles" className="scroll-mt-4 text-lg font-semibold">
                {MEMBER_TEXTS.may}
              </h2>
              <p className="text-sm text-ink-2">{MEMBER_TEXTS.mayNote}</p>
            </div>
            <Card>
              <RolesTable />
            </Card>
          </section>
          <section aria-labelledby="shapes" className="flex flex-col gap-4">
            <div>
              <h2 id="shapes" className="scroll-mt-4 text-lg font-semibold">
                {T.shapes}
              </h2>
              <p className="text-sm text-ink-2">{T.shapesNote}</p>
            </div>
            {Object.entries(document.components.schemas).map(([name, schema]) => (
              <details key={name} className="rounded-lg border border-line bg-surface shadow-card">
                <summary className="cursor-pointer rounded-lg px-4 py-2.5 font-mono text-sm font-medium">
                  {name}
                </summary>
                {/* Whoever follows a link to it finds it open. */}
                <div id={`shape-${name}`} className="scroll-mt-12 border-t border-line">
                  <FieldsTable label={name} fields={fieldsOf(schema)} />
                </div>
              </details>
            ))}
          </section>
        </main>
      </div>
    </div>
  );
}

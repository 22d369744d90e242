import type { ReactNode } from "react";
import { curlOf } from "#lib/domain/openapi/curl";
import { type PathItemOperation, roleNeeded } from "#lib/domain/openapi/document";
import { typeText } from "#lib/domain/openapi/fields";
import type { Operation } from "#lib/domain/openapi/operation";
import { CodeBlock } from "./code-block.tsx";
import { FieldsTable, ShapeLink } from "./fields-table.tsx";
import { Prose } from "./prose.tsx";
import { ACCESS_TEXT, API_DOCS_TEXTS as T } from "./texts.ts";

interface OperationCardProps {
  operation: Operation;
  described: PathItemOperation;
}

/** One verb of one route: what it takes, what it answers, and how it is asked from a shell. */
export function OperationCard({ operation, described }: OperationCardProps) {
  const { method, path, summary } = operation;
  const role = roleNeeded(operation.may);
  const parameters = (described.parameters ?? []).map(
    ({ name, schema, required, description, in: where }) => ({
      path: name,
      type: typeText(schema),
      isRequired: required,
      note: [description, schema.description, where === "header" ? "A header." : ""]
        .filter(Boolean)
        .join(" "),
    }),
  );
  return (
    <details className="rounded-lg border border-line bg-surface shadow-card">
      <summary className="cursor-pointer rounded-lg px-4 py-3">
        <h3 className="inline text-base font-semibold">{summary}</h3>
        <span className="mt-1 flex flex-wrap items-baseline gap-x-2 gap-y-1 font-mono text-xs break-all text-ink-2">
          <span className="font-semibold text-accent">{method}</span>
          {path}
          <span className="rounded-full bg-subtle px-2 py-0.5 font-sans text-ink-2">
            {ACCESS_TEXT[operation.access]}
          </span>
          {role ? <span className="font-sans text-ink-2">{role}</span> : null}
        </span>
      </summary>
      {/* Whoever follows a link to it finds it open. */}
      <div id={described.operationId} className="flex scroll-mt-20 flex-col gap-4 border-t border-line p-4">
        {operation.description ? (
          <p className="text-sm text-ink-2">
            <Prose text={operation.description} />
          </p>
        ) : null}
        {parameters.length > 0 ? (
          <Part title={T.parameters}>
            <FieldsTable label={`${T.parameters}: ${summary}`} fields={parameters} />
          </Part>
        ) : null}
        {operation.form ? (
          <Part title={T.form}>
            <FieldsTable label={`${T.form}: ${summary}`} fields={formFields(operation.form)} />
          </Part>
        ) : null}
        {operation.body ? (
          <Part title={T.body}>
            <p className="text-sm">
              <ShapeLink schema={{ $ref: operation.body }} />
            </p>
          </Part>
        ) : null}
        <Part title={T.answers}>
          <Answers responses={described.responses} />
        </Part>
        <Part title={T.example}>
          <CodeBlock label={`${T.example}: ${summary}`} code={curlOf(operation)} />
        </Part>
      </div>
    </details>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="mb-1.5 text-xs font-medium text-ink-3">{title}</h4>
      {children}
    </div>
  );
}

const formFields = (form: Record<string, string>) => [
  { path: "file", type: "file", isRequired: true, note: "" },
  ...Object.entries(form).map(([path, note]) => ({ path, type: "string", isRequired: false, note })),
];

function Answers({ responses }: { responses: PathItemOperation["responses"] }) {
  const shown = Object.entries(responses).filter(([status]) => status !== "default");
  return (
    <dl className="grid grid-cols-[3rem_1fr] gap-x-2 gap-y-1 text-sm">
      {shown.map(([status, { description, content = {} }]) => (
        <div key={status} className="contents">
          <dt className="font-mono text-xs leading-6">{status}</dt>
          <dd className="text-ink-2">
            <Prose text={description} />{" "}
            {Object.entries(content)
              .filter(([type]) => type !== "application/problem+json")
              .map(([type, { schema }]) =>
                type === "application/json" ? (
                  <ShapeLink key={type} schema={schema} />
                ) : (
                  <code key={type} className="font-mono text-xs">
                    {type}
                  </code>
                ),
              )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

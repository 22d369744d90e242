import { type Operation, operationId, TAGS } from "#lib/domain/openapi/operation";
import { sectionId } from "./section-id.ts";
import { API_DOCS_TEXTS as T } from "./texts.ts";

/** Every operation by its group, as links into the page. */
export function Contents({ operations }: { operations: readonly Operation[] }) {
  return (
    <nav aria-label={T.contents} className="text-sm">
      <ul className="flex flex-col gap-4">
        {TAGS.map(({ name }) => (
          <li key={name}>
            <a href={`#${sectionId(name)}`} className="font-medium text-ink hover:underline">
              {name}
            </a>
            <ul className="mt-1 flex flex-col gap-0.5 max-lg:hidden">
              {operations
                .filter(({ tag }) => tag === name)
                .map((operation) => (
                  <li key={operationId(operation)}>
                    <a
                      href={`#${operationId(operation)}`}
                      className="block truncate rounded-sm py-0.5 text-ink-2 hover:text-ink hover:underline"
                    >
                      {operation.summary}
                    </a>
                  </li>
                ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#shapes" className="font-medium text-ink hover:underline">
            {T.shapes}
          </a>
        </li>
      </ul>
    </nav>
  );
}

import { nameOfRef, type ShownField, typeText } from "#lib/domain/openapi/fields";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { API_DOCS_TEXTS as T } from "./texts.ts";

export function FieldsTable({ label, fields }: { label: string; fields: ShownField[] }) {
  return (
    <Table label={label} className="text-xs">
      <thead>
        <tr>
          <HeadCell>{T.name}</HeadCell>
          <HeadCell>{T.type}</HeadCell>
          <HeadCell>{T.note}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, i) => (
          <Row key={`${field.path} ${i}`}>
            <Cell className="h-8 font-mono whitespace-nowrap">
              {field.path}
              {field.isRequired ? <span className="ml-1.5 font-sans text-ink-3">{T.required}</span> : null}
            </Cell>
            <Cell className="h-8 max-w-72 min-w-40 py-1 text-ink-2">{field.type}</Cell>
            <Cell className="h-8 min-w-48 py-1 text-ink-2">{field.note}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** A schema by its name, as a link to where it is described. */
export function ShapeLink({ schema }: { schema: JsonSchema }) {
  if (schema.anyOf) {
    return schema.anyOf.map((one, i) => (
      <span key={one.$ref ?? i}>
        {i > 0 ? " or " : null}
        <ShapeLink schema={one} />
      </span>
    ));
  }
  if (!schema.$ref) return typeText(schema);
  const name = nameOfRef(schema.$ref);
  return (
    <a href={`#shape-${name}`} className="font-mono text-accent underline underline-offset-2">
      {name}
    </a>
  );
}

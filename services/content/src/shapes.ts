import { z } from 'zod';
import { type Attributes, markNames, type Node, type Reading, type Span } from './document.ts';

/** What a document may hold that a program writes: the editor's own blocks and marks, nothing else. */
const nodeNames = [
  ...['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'blockquote', 'codeBlock'],
  ...['image', 'horizontalRule', 'hardBreak', 'table', 'tableRow', 'tableHeader', 'tableCell'],
] as const;

const Text = z.strictObject({
  text: z.string().min(1).max(200_000),
  link: z.string().max(2_000).optional(),
  ...Object.fromEntries(markNames.map((mark) => [mark, z.literal(true).optional()])),
}) as unknown as z.ZodType<Span>;

const Attribute = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);
export const Block: z.ZodType<Node> = z
  .strictObject({
    name: z.enum(nodeNames),
    attributes: z.record(z.string().max(40), Attribute) as unknown as z.ZodType<Attributes>,
    get children() {
      return z.array(z.union([Text, Block])).max(5_000);
    },
  })
  .meta({ id: 'Block' }) as unknown as z.ZodType<Node>;

export const Title = z.string().trim().min(1).max(200);
export const Summary = z.string().trim().max(500);
export const WholeDocument = z
  .strictObject({ title: Title, summary: Summary, body: z.array(Block).max(5_000) })
  .meta({ id: 'WholeDocument' }) as unknown as z.ZodType<Reading>;

/** Photos and papers: what a file is is read from its first bytes, never from its name. */
import { z } from '@hono/zod-openapi';
import type { Session } from '../db/database.ts';

export const ATTACHMENT_OWNERS = ['hidden_dangers', 'tasks', 'supervision_notices'] as const;
export type AttachmentOwner = (typeof ATTACHMENT_OWNERS)[number];
/** A page shrinks photos before it sends them; this is for papers and scripts. */
export const MAX_ATTACHMENT_BYTES = 8 * 1024 * 1024;
/** On one object. */
export const MAX_ATTACHMENTS = 40;

export const Attachment = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    at: z.string(),
    by: z.string().nullable(),
    url: z.string(),
  })
  .openapi('Attachment');

/** The type of a file by its signature; undefined when it is none of those that are kept. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const starts = (at: number, ...signature: readonly number[]) =>
    signature.every((byte, index) => bytes[at + index] === byte);
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  // PNG specification, section 5.2
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  // RIFF....WEBP
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  if (starts(0, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  return undefined;
}

export function attachmentsOf(
  session: Session,
  owner: AttachmentOwner,
  id: string,
): Promise<z.output<typeof Attachment>[]> {
  return session.query(
    `select id::text, kind, name, media_type as "mediaType", byte_size as bytes, added_at as at, added_by as by,
  '/api/attachments/' || id as url
from fourcolor.attachments
where owner_layer = $1::text
  and owner_id = $2::text
order by added_at, id`,
    [owner, id],
  );
}

/** Any document in any format: the one door that ledgers, dossiers, rounds and reports go through. */
import type { DocumentFormat, ReportDocument } from '../../data/documents/document.ts';

/** Media types of written documents. */
export const DOCUMENT_MEDIA: Readonly<Record<DocumentFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** The file; the libraries come with the first document, not with the server. */
export async function writeDocument(document: ReportDocument, format: DocumentFormat): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return (await import('./docx.ts')).writeDocx(document);
    case 'pdf':
      return (await import('./pdf.ts')).writePdf(document);
    case 'xlsx':
      return (await import('./xlsx.ts')).writeXlsx(document);
    case 'csv':
      return (await import('./csv.ts')).writeCsv(document);
  }
}

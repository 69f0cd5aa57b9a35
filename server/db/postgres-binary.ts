/**
 * A `pg` client that can receive bytea as bytes: the driver reads every binary field as UTF-8 text, which corrupts it,
 * and hex text costs a tile five times the processor time. Leans on internals of pg 8.23 (pinned); where they are
 * missing, `readsBytes` is false and the caller asks for hex.
 */
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import pg from 'pg';

interface Message {
  name: string;
  length: number;
  fields?: readonly unknown[];
}

interface Parser {
  parse(buffer: Buffer, callback: (message: Message) => void): void;
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): Message;
}

interface Internals {
  Parser: new () => Parser;
  DataRowMessage: new (length: number, fields: (Buffer | string | null)[]) => Message;
}

/** The connection inside a client, as far as it is used here. */
interface Connection {
  _emitMessage: boolean;
  emit(name: string, message: Message): boolean;
  attachListeners(stream: Duplex): void;
}

const DATA_ROW = 68;

const internals = loadInternals();

function loadInternals(): Internals | undefined {
  try {
    // the very copy that pg uses
    const require = createRequire(createRequire(import.meta.url).resolve('pg'));
    const { Parser } = require('pg-protocol/dist/parser.js') as Pick<Internals, 'Parser'>;
    const { DataRowMessage } = require('pg-protocol/dist/messages.js') as Pick<Internals, 'DataRowMessage'>;
    return typeof Parser.prototype.handlePacket === 'function' ? { Parser, DataRowMessage } : undefined;
  } catch {
    return undefined;
  }
}

function binaryParser({ Parser, DataRowMessage }: Internals): Parser {
  return new (class extends Parser {
    #binary: readonly boolean[] = [];

    override handlePacket(offset: number, code: number, length: number, bytes: Buffer): Message {
      if (code === DATA_ROW && this.#binary.includes(true)) return this.#dataRow(offset, length, bytes);
      const message = super.handlePacket(offset, code, length, bytes);
      if (message.name === 'rowDescription') {
        this.#binary = (message.fields as { format: string }[]).map((field) => field.format === 'binary');
      }
      return message;
    }

    /** DataRow: int16 columns, then per column int32 length (−1 = null) and the bytes (PostgreSQL manual, 55.7). */
    #dataRow(offset: number, length: number, bytes: Buffer): Message {
      let at = offset + 2;
      const fields = Array.from({ length: bytes.readInt16BE(offset) }, (_, column) => {
        const size = bytes.readInt32BE(at);
        at += 4;
        if (size === -1) return null;
        const value = bytes.subarray(at, at + size);
        at += size;
        // copied: the driver uses its receive buffer again
        return this.#binary[column] ? Buffer.from(value) : value.toString('utf8');
      });
      const message = new DataRowMessage(length, fields);
      message.length = length;
      return message;
    }
  })();
}

export class BinaryClient extends pg.Client {
  /** Queries with `binary: true` give bytea as Buffer. */
  readonly readsBytes: boolean;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connection } = this as unknown as { connection?: Connection };
    this.readsBytes = internals !== undefined && typeof connection?.attachListeners === 'function';
    if (!this.readsBytes || !connection || !internals) return;
    const parser = binaryParser(internals);
    connection.attachListeners = (stream) => {
      stream.on('data', (buffer: Buffer) =>
        parser.parse(buffer, (message) => {
          if (connection._emitMessage) connection.emit('message', message);
          connection.emit(message.name === 'error' ? 'errorMessage' : message.name, message);
        }),
      );
    };
  }
}

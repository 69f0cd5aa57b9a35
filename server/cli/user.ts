/** `fourcolor user`: adds, lists and disables accounts; passwords are read from the standard input, never from arguments. */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { STAFF_ROLES } from '../../data/layer.ts';
import { disableAccount, listAccounts, saveAccount } from '../accounts.ts';
import type { OpenedDatabase } from '../open.ts';

const HELP = `fourcolor user add NAME --role ROLE [--name 显示名] [--region CODE]… [--sector ID]…   (密码从标准输入读取 / password on standard input)
fourcolor user list [--json]
fourcolor user disable NAME
角色 / roles: ${STAFF_ROLES.join(' ')}
`;
/** 等保 practice: eight characters of at least three kinds. */
const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];

export async function userCommand(args: string[], open: () => Promise<OpenedDatabase>): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      name: { type: 'string' },
      region: { type: 'string', multiple: true },
      sector: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [action, username] = positionals;
  const role = STAFF_ROLES.find((known) => known === values.role);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (action === 'list' && !username)
    return inDatabase(open, async ({ database }) => {
      const accounts = await listAccounts(database);
      const lines = accounts.map((a) =>
        [a.username, a.role, a.name, a.regions?.join(',') ?? '*', a.disabled ? '停用 / disabled' : ''].join(
          '\t',
        ),
      );
      process.stdout.write(values.json ? `${JSON.stringify(accounts)}\n` : `${lines.join('\n')}\n`);
      return 0;
    });
  if (action === 'disable' && username)
    return inDatabase(open, async ({ database }) => {
      const found = await disableAccount(database, username);
      process.stderr.write(found ? '' : `没有账户 ${username} / no account ${username}\n`);
      return found ? 0 : 1;
    });
  if (action === 'add' && username && role) {
    const password = await readPassword();
    if (password.length < 8 || KINDS.filter((kind) => kind.test(password)).length < 3) {
      process.stderr.write(
        '密码至少 8 位，含大写、小写、数字、符号中的三种 / at least 8 characters of three kinds: upper case, lower case, digits, signs\n',
      );
      return 1;
    }
    return inDatabase(open, async ({ database }) => {
      await saveAccount(database, {
        username,
        name: values.name ?? username,
        password,
        role,
        regions: values.region ?? null,
        sectors: values.sector ?? null,
      });
      process.stdout.write(`账户 ${username} 已保存 / account ${username} saved\n`);
      return 0;
    });
  }
  process.stderr.write(HELP);
  return 2;
}

async function inDatabase(
  open: () => Promise<OpenedDatabase>,
  work: (opened: OpenedDatabase) => Promise<number>,
): Promise<number> {
  const opened = await open();
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

async function readPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  if (process.stdin.isTTY) process.stderr.write('密码 / password: ');
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
}

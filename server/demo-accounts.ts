/** The invented people of the demo city, one for each kind of work; only where the data are invented too. */
import type { StaffRole, Text } from '../data/layer.ts';
import type { SectorId } from '../data/tables/sectors.ts';
import { saveAccount } from './accounts.ts';
import { type Database, servant } from './db/database.ts';

export const DEMO_PASSWORD = 'fourcolor-demo';

export interface DemoAccount {
  readonly username: string;
  readonly role: StaffRole;
  readonly name: Text;
  readonly about: Text;
  /** Sees one township only. */
  readonly township?: true;
  /** Sees only what belongs to these sectors. */
  readonly sectors?: readonly SectorId[];
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: 'planner',
    role: 'planner',
    name: { zh: '风险评估员（演示）', en: 'Risk planner (demo)' },
    about: { zh: '查看并维护全市的风险登记', en: 'Reads and keeps the risk register of the whole city' },
  },
  {
    username: 'planner2',
    role: 'planner',
    name: { zh: '复核员（演示）', en: 'Second planner (demo)' },
    about: { zh: '复核另一人提出的更改', en: 'Approves what another person proposes' },
  },
  {
    username: 'township',
    role: 'planner',
    township: true,
    name: { zh: '街镇安全员（演示）', en: 'Township planner (demo)' },
    about: { zh: '只看到本街镇的企业', en: 'Sees the enterprises of one township only' },
  },
  {
    username: 'gas',
    role: 'planner',
    sectors: ['city_gas', 'oil_gas_pipeline', 'fuel_station'],
    name: { zh: '燃气管理部门（演示）', en: 'Gas department (demo)' },
    about: {
      zh: '只看到燃气、油气管道和加油站行业',
      en: 'Sees city gas, oil and gas pipelines and filling stations only',
    },
  },
  {
    username: 'inspector',
    role: 'field',
    name: { zh: '排查员甲（演示）', en: 'Inspector A (demo)' },
    about: { zh: '在现场检查、上报隐患、复查', en: 'Inspects on the spot, reports dangers, rechecks' },
  },
  {
    username: 'inspector2',
    role: 'field',
    name: { zh: '排查员乙（演示）', en: 'Inspector B (demo)' },
    about: { zh: '复查另一人整改的隐患', en: 'Rechecks what somebody else rectified' },
  },
  {
    username: 'commander',
    role: 'commander',
    name: { zh: '值班指挥员（演示）', en: 'Duty commander (demo)' },
    about: { zh: '应急指挥，可查看联系电话', en: 'Directs the response; sees telephone numbers' },
  },
  {
    username: 'admin',
    role: 'admin',
    name: { zh: '系统管理员（演示）', en: 'Administrator (demo)' },
    about: { zh: '导入、发布与系统维护', en: 'Imports, publishes and looks after the system' },
  },
  {
    username: 'auditor',
    role: 'audit',
    name: { zh: '审计员（演示）', en: 'Auditor (demo)' },
    about: { zh: '查看操作记录，不能修改', en: 'Reads the record of changes; changes nothing' },
  },
];

/** Creates the demo people, or sets them back; `township` is the 12-digit code of the township planner's place. */
export async function createDemoAccounts(database: Database, township: string): Promise<void> {
  for (const account of DEMO_ACCOUNTS) {
    await saveAccount(database, {
      username: account.username,
      name: account.name.zh,
      password: DEMO_PASSWORD,
      role: account.role,
      regions: account.township ? [township] : null,
      sectors: account.sectors ?? null,
      demo: true,
    });
  }
}

/** Removes the demo people and their sessions. */
export async function removeDemoAccounts(database: Database): Promise<void> {
  await database.as(servant('security', 'demo'), (session) =>
    session.query('delete from fourcolor.accounts where demo'),
  );
}

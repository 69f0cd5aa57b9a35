/** What hangs on an object: the persons who answer for it, the substances it holds, the goods in stock. */
import { z } from 'zod';
import type { Dictionary, Field, Text } from '../layer.ts';
import { coded, contact, day, measure, staff, whole, words } from './common.ts';

/** 包保 has three meanings: chief of an object, persons of the enterprise, officials assigned to it. */
export const RELATION_KINDS = [
  { id: 'chief', zh: '督长', en: 'Chief' },
  { id: 'reservoir_chief', zh: '库长', en: 'Reservoir chief' },
  { id: 'principal', zh: '主要负责人（包保）', en: 'Principal' },
  { id: 'technical', zh: '技术负责人（包保）', en: 'Technical lead' },
  { id: 'operation', zh: '操作负责人（包保）', en: 'Operations lead' },
  { id: 'official', zh: '包保领导', en: 'Assigned official' },
  { id: 'staff', zh: '包保工作人员', en: 'Assigned officer' },
  { id: 'expert', zh: '包保专家', en: 'Assigned expert' },
  { id: 'supervisor', zh: '监管部门', en: 'Supervising department' },
  { id: 'grid_officer', zh: '网格员', en: 'Grid officer' },
] as const satisfies Dictionary;

/** A list that belongs to an object of another table. */
export interface Detail {
  /** Table in the register. */
  readonly id: 'responsibilities' | 'inventories' | 'stock_lines';
  readonly label: Text;
  /** Layers whose objects may have it. */
  readonly owners: readonly string[];
  /** The owner is named by (owner_layer, owner_id), or by owner_id alone where there is one owner. */
  readonly fields: Readonly<Record<string, Field>>;
}

const ownerId: Field = { ...words({ zh: '所属编号', en: 'Owner' }), nullable: false };

export const responsibilities = {
  id: 'responsibilities',
  label: { zh: '责任人', en: 'Responsible persons' },
  owners: ['regions', 'enterprises', 'places', 'parks', 'major_hazards', 'hazard_points', 'pipelines'],
  fields: {
    owner_layer: { ...words({ zh: '所属图层', en: 'Layer' }), nullable: false },
    owner_id: ownerId,
    kind: { ...coded({ zh: '责任', en: 'Role' }, RELATION_KINDS), nullable: false },
    name: { ...words({ zh: '姓名或单位', en: 'Name' }, 120), nullable: false },
    organisation: words({ zh: '单位与职务', en: 'Organisation and office' }),
    phone: { ...words({ zh: '电话', en: 'Telephone' }, 40), ...contact },
    duties: words({ zh: '职责', en: 'Duties' }, 1000),
    last_performed_on: day({ zh: '最近履职', en: 'Last performed' }),
  },
} as const satisfies Detail;

export const inventories = {
  id: 'inventories',
  label: { zh: '物质存量', en: 'Inventory' },
  owners: ['major_hazards'],
  fields: {
    owner_id: ownerId,
    substance: { ...words({ zh: '物质', en: 'Substance' }), nullable: false },
    cas: words({ zh: 'CAS 号', en: 'CAS number' }, 20),
    class_symbol: words({ zh: '危险性类别符号', en: 'Class symbol' }, 10),
    quantity_t: {
      label: { zh: '设计最大量 q', en: 'Design maximum q' },
      type: 'double precision',
      schema: z.number().min(0),
      nullable: false,
      unit: 't',
      ...staff,
    },
    threshold_t: measure({ zh: '临界量 Q', en: 'Threshold Q' }, 't'),
    beta: measure({ zh: '校正系数 β', en: 'Factor β' }, ''),
    state: words({ zh: '状态', en: 'State' }, 80),
  },
} as const satisfies Detail;

export const stockLines = {
  id: 'stock_lines',
  label: { zh: '物资与装备', en: 'Stock' },
  owners: ['resources'],
  fields: {
    owner_id: ownerId,
    item: { ...words({ zh: '品名', en: 'Item' }), nullable: false },
    class: words({ zh: '类别', en: 'Class' }, 80),
    quantity: { ...whole({ zh: '数量', en: 'Quantity' }, ''), nullable: false },
    unit: words({ zh: '单位', en: 'Unit' }, 20),
    safety_stock: whole({ zh: '安全库存', en: 'Safety stock' }, ''),
    expires_on: day({ zh: '有效期至', en: 'Expires on' }),
  },
} as const satisfies Detail;

export const DETAILS = [responsibilities, inventories, stockLines] as const satisfies readonly Detail[];

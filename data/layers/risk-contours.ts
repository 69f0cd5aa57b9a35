/** 个人风险等值线: iso-risk areas from official assessment reports, shown before anything that is computed here. */
import { z } from 'zod';
import type { Layer } from '../layer.ts';
import { day, nameField, regionCodeField, staff, staffIdentityFields, words } from './common.ts';

export const riskContours = {
  id: 'risk_contours',
  group: 'target',
  label: { zh: '个人风险等值线', en: 'Individual-risk contours' },
  about: {
    zh: '安全评价报告给出的个人风险等值线（年死亡概率），含报告编号、评价机构与有效期。',
    en: 'Individual-risk contours from safety assessment reports (yearly probability of death), with report, agency and validity.',
  },
  geometry: ['MultiPolygon'],
  graded: false,
  time: 'reported_on',
  title: 'name',
  regionField: 'region_code',
  fromZoom: 9,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 12 },
    ir_per_yr: {
      label: { zh: '个人风险', en: 'Individual risk' },
      type: 'double precision',
      schema: z.number().gt(0).max(1),
      nullable: false,
      unit: '/a',
      filter: 'range',
      tileFromZoom: 0,
      ...staff,
    },
    enterprise_id: words({ zh: '企业编号', en: 'Enterprise id' }),
    enterprise_name: words({ zh: '企业', en: 'Enterprise' }),
    report: words({ zh: '报告', en: 'Report' }, 300),
    report_no: words({ zh: '报告编号', en: 'Report number' }, 80),
    agency: words({ zh: '评价机构', en: 'Agency' }),
    reported_on: day({ zh: '报告日期', en: 'Reported on' }),
    valid_until: day({ zh: '有效期至', en: 'Valid until' }),
    region_code: regionCodeField,
  },
} as const satisfies Layer;

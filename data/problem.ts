/** What went wrong, in words for people: every problem code with its Chinese and English sentence. */
import type { Text } from './layer.ts';

/** One thing wrong in a request or a row, with what to do about it. */
export interface FieldProblem {
  /** JSON pointer into the body, or the name of a query parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: Text;
  readonly remedy?: Text;
}

/** Request problems: `urn:fourcolor:problem:<code>` (RFC 9457) with status and title. */
export const REQUEST_PROBLEMS = {
  bad_parameter: { status: 400, title: { zh: '请求参数有误', en: 'Bad query parameter' } },
  unauthorized: { status: 401, title: { zh: '请先登录', en: 'Sign in first' } },
  bad_credentials: { status: 401, title: { zh: '用户名或密码不对', en: 'Wrong user name or password' } },
  forbidden: { status: 403, title: { zh: '没有这项权限', en: 'Not allowed' } },
  cross_site: { status: 403, title: { zh: '拒绝跨站请求', en: 'Cross-site request refused' } },
  not_found: { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  not_configured: { status: 404, title: { zh: '没有配置', en: 'Not configured' } },
  method_not_allowed: { status: 405, title: { zh: '不支持这种请求方法', en: 'Method not allowed' } },
  not_acceptable: { status: 406, title: { zh: '没有这种格式', en: 'No such format' } },
  conflict: { status: 409, title: { zh: '现在不能这样做', en: 'Not in this state' } },
  too_large: { status: 413, title: { zh: '请求内容太大', en: 'Request too large' } },
  unsupported_media: { status: 415, title: { zh: '不支持这种内容类型', en: 'Unsupported content type' } },
  invalid: { status: 422, title: { zh: '请求内容有误', en: 'Invalid request body' } },
  locked: { status: 429, title: { zh: '尝试次数过多，稍后再试', en: 'Too many attempts, try later' } },
  internal: { status: 500, title: { zh: '服务器内部错误', en: 'Internal error' } },
  station_silent: { status: 502, title: { zh: '气象站没有应答', en: 'The station does not answer' } },
  unavailable: { status: 503, title: { zh: '服务暂时不可用', en: 'Temporarily unavailable' } },
} as const satisfies Record<string, { status: number; title: Text }>;

export type RequestProblemCode = keyof typeof REQUEST_PROBLEMS;

/** What is wrong with one value of a request: `errors[].code` with its sentence. */
export const VALUE_PROBLEMS = {
  required: { zh: '缺少这个值', en: 'This value is missing' },
  unknown: { zh: '不认识这个名称', en: 'This name is not known here' },
  type: { zh: '值的类型不对', en: 'The value has the wrong type' },
  format: { zh: '值的写法不对', en: 'The value is not written as expected' },
  range: { zh: '值超出允许范围', en: 'The value is out of range' },
  choice: { zh: '不在允许的取值之内', en: 'Not one of the allowed values' },
  json: { zh: '不是有效的 JSON', en: 'Not valid JSON' },
  depth: { zh: '嵌套太深', en: 'Nested too deeply' },
  geometry: { zh: '几何图形无效', en: 'The geometry is not valid' },
  radius_required: { zh: '沿线查询需要半径 radiusM', en: 'A line needs radiusM' },
  filter: { zh: '过滤表达式有误', en: 'The filter cannot be read' },
} as const satisfies Record<string, Text>;

export type ValueProblemCode = keyof typeof VALUE_PROBLEMS;

/** One wrong value with the sentence of its code, or a more exact one. */
export function valueProblem(
  pointer: string,
  code: ValueProblemCode,
  message?: Text,
  remedy?: Text,
): FieldProblem {
  return { pointer, code, message: message ?? VALUE_PROBLEMS[code], ...(remedy ? { remedy } : {}) };
}

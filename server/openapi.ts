/** The description of the whole API: what the declared routes and schemas say. */
import type { router } from './contract.ts';

/** The OpenAPI 3.0 document, with the address under which it was asked. */
export function describeApi(app: ReturnType<typeof router>, origin: string): object {
  return app.getOpenAPIDocument({
    openapi: '3.0.3',
    info: {
      title: '四色图 Fourcolor',
      version: '1.0.0',
      description:
        '城市安全风险一张图的数据接口。The safety-risk map of a city: features, tiles, processes. ' +
        'Errors are problem details (RFC 9457); every route takes ?lang=zh|en.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: origin }],
  });
}

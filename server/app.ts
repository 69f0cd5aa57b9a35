/** The whole HTTP surface: what every request passes through, then the routes. */
import { compress } from 'hono/compress';
import { limitDepth, limitSize } from './body-limits.ts';
import { catalogueRoutes } from './catalogue.ts';
import { router } from './contract.ts';
import { detailRoutes } from './details.ts';
import { exportRoutes } from './exports/routes.ts';
import { answerFailure, problem } from './failure.ts';
import { filterFactRoutes } from './filter-facts.ts';
import { gradingRoutes } from './grading/routes.ts';
import { securityHeaders } from './headers.ts';
import { healthRoutes, untilReady } from './health.ts';
import { historyRoutes } from './history/history-routes.ts';
import { ImportJobs } from './imports/jobs.ts';
import { listRoutes } from './imports/list-routes.ts';
import { importRoutes } from './imports/routes.ts';
import { importRowRoutes } from './imports/row-routes.ts';
import { indicatorRoutes } from './indicators/routes.ts';
import { scorecardRoutes } from './indicators/scorecard.ts';
import { ledgerDocumentRoutes } from './ledger/document-routes.ts';
import { ledgerEditRoutes } from './ledger/edit-routes.ts';
import { ledgerListRoutes } from './ledger/list-routes.ts';
import { liveRoutes } from './live.ts';
import { attachmentRoutes } from './loop/attachment-routes.ts';
import { dangerRoutes } from './loop/danger-routes.ts';
import { noticeRoutes } from './loop/notice-routes.ts';
import { scheduleRoutes } from './loop/schedule-routes.ts';
import { taskRoutes } from './loop/task-routes.ts';
import { createMetrics, metricsRoutes } from './metrics.ts';
import { collectionRoutes } from './ogc/collections.ts';
import { itemRoutes } from './ogc/items.ts';
import { landingRoutes } from './ogc/landing.ts';
import { tilesetRoutes } from './ogc/tilesets.ts';
import { describeApi } from './openapi.ts';
import { processRoutes } from './processes.ts';
import { regionNumberRoutes } from './regions/routes.ts';
import { themeMapRoutes } from './regions/theme-routes.ts';
import { regionsAtRoutes } from './regions-at.ts';
import { reportRoutes } from './reports/report-routes.ts';
import { sheetRoutes } from './reports/sheet-routes.ts';
import { riskGridRoutes } from './risk-grid.ts';
import { roundRoutes } from './rounds/routes.ts';
import { searchRoutes } from './search.ts';
import { sectorGradeRoutes } from './sector-grades.ts';
import type { Services } from './services.ts';
import { sessionRoutes } from './session-routes.ts';
import { createSessions } from './sessions.ts';
import { shapeRoutes } from './shapes/routes.ts';
import { sitingStudyRoutes } from './siting-studies.ts';
import { staticAnswer } from './static.ts';
import { styleRoutes } from './style.ts';
import { supervisionRoutes } from './supervision.ts';
import { surfaceRoutes } from './surface.ts';
import { tileRoutes } from './tile-routes.ts';
import { validationRoutes } from './validation.ts';
import { viewRoutes } from './views.ts';
import { weatherRoutes } from './weather.ts';
import { identify, sameSite } from './who.ts';

/** Paths that belong to the API; everything else is the web app. */
const API = /^\/(api|ogc|tiles)(\/|$)|^\/style\.json$/;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The app over these services; may be created before the database is ready. */
export function createApp(services: Services) {
  const sessions = createSessions(() => services.database);
  const metrics = createMetrics(services);
  const imports = new ImportJobs();
  const app = router();
  app.onError(answerFailure);
  app.use(securityHeaders(services.settings.publicUrl?.startsWith('https:') ?? false));
  app.use(metrics.measure);
  app.route('/', healthRoutes(services));
  app.route('/', metricsRoutes(metrics));
  for (const path of ['/api/*', '/ogc', '/ogc/*', '/tiles/*', '/style.json']) {
    app.use(
      path,
      untilReady(services),
      sameSite(services.settings),
      identify(sessions),
      limitSize,
      limitDepth,
    );
  }
  // JSON and HTML only: tiles come compressed, a stream of events must not wait for a full block
  for (const path of ['/api/*', '/ogc', '/ogc/*', '/style.json']) {
    app.use(path, async (c, next) => (c.req.path === '/api/events' ? next() : compressed(c, next)));
  }
  const routes = app
    .route('/', sessionRoutes(services, sessions))
    .route('/', catalogueRoutes(services))
    .route('/', historyRoutes(services))
    .route('/', searchRoutes(services))
    .route('/', filterFactRoutes(services))
    .route('/', detailRoutes(services))
    .route('/', regionsAtRoutes(services))
    .route('/', regionNumberRoutes(services))
    .route('/', themeMapRoutes(services))
    .route('/', surfaceRoutes(services))
    .route('/', riskGridRoutes(services))
    .route('/', sitingStudyRoutes(services))
    .route('/', viewRoutes(services))
    .route('/', shapeRoutes(services))
    .route('/', sheetRoutes())
    .route('/', reportRoutes(services))
    .route('/', gradingRoutes(services))
    .route('/', supervisionRoutes(services))
    .route('/', sectorGradeRoutes(services))
    .route('/', ledgerListRoutes(services))
    .route('/', ledgerDocumentRoutes(services))
    .route('/', ledgerEditRoutes(services))
    .route('/', weatherRoutes(services))
    .route('/', validationRoutes())
    .route('/', styleRoutes(services))
    .route('/', liveRoutes(services, sessions))
    .route('/', tileRoutes(services, metrics))
    .route(
      '/',
      landingRoutes(services, (origin) => describeApi(app, origin)),
    )
    .route('/', collectionRoutes(services))
    .route('/', itemRoutes(services))
    .route('/', tilesetRoutes(services, metrics))
    .route('/', processRoutes(services))
    .route('/', exportRoutes(services))
    .route('/', indicatorRoutes(services))
    .route('/', scorecardRoutes(services))
    .route('/', roundRoutes(services))
    .route('/', importRoutes(services, imports))
    .route('/', importRowRoutes(services, imports))
    .route('/', listRoutes(services, imports))
    .route('/', dangerRoutes(services))
    .route('/', taskRoutes(services))
    .route('/', scheduleRoutes(services))
    .route('/', noticeRoutes(services))
    .route('/', attachmentRoutes(services));
  app.notFound(async (c) => {
    if (!API.test(c.req.path) && services.webDir) {
      const answer = await staticAnswer(c, services.webDir);
      if (answer) return answer;
    }
    const allowed = METHODS.filter((method) => handles(app, method, c.req.path));
    if (allowed.length === 0 || allowed.some((method) => method === c.req.method))
      return problem(c, 'not_found');
    return problem(c, 'method_not_allowed', { headers: { Allow: allowed.join(', ') } });
  });
  return routes;
}

const compressed = compress({ encoding: 'gzip' });

/** Whether a route, not only something that every request passes through, answers this method at this path. */
function handles(app: ReturnType<typeof router>, method: string, path: string): boolean {
  const [matched] = app.router.match(method, path);
  return matched.some(([[, route]]) => route.method !== 'ALL');
}

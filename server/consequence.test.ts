import { describe, expect, it } from 'vitest';
import { MODELS } from '../data/models/all.ts';
import { PUBLISHED_CASES } from '../data/models/published/all.ts';
import { consequence } from './consequence.ts';
import { router } from './contract.ts';
import { answerFailure } from './failure.ts';
import { processRoutes } from './processes.ts';
import type { Services } from './services.ts';

/** Models need neither city nor database; the address is all that the process list asks for. */
const services = { settings: { publicOrigin: 'http://city.test' } } as unknown as Services;
const app = router().route('/', processRoutes(services));
app.onError(answerFailure);

const execute = async (inputs: object) => {
  const answer = await app.request('/ogc/processes/consequence/execution?lang=en', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ inputs }),
  });
  return { status: answer.status, body: await answer.json() };
};
const orifice = {
  dischargeCoefficient: 0.63,
  holeDiameterM: 0.01,
  densityKgM3: 490,
  pressurePa: 120935.0368,
};

describe('the process consequence', () => {
  it('runs the liquid jet of CCPS 1999 p. 40 and says where it comes from', async () => {
    const { status, body } = await execute({ model: 'liquid-orifice', inputs: orifice });
    expect(status).toBe(200);
    expect(body.outputs.massFlowKgS).toBeCloseTo(0.21691154763598, 7);
    expect(body).toMatchObject({ model: 'liquid-orifice', validity: 'in', reasons: [] });
    expect(body.source).toContain('CCPS');
    expect(body.version).toMatch(/^\d/);
    expect(body.assumptions[0].zh).toBeTruthy();
  });

  it('gives a number outside the range, with the reason in both languages', async () => {
    const { status, body } = await execute({
      model: 'gaussian-plume',
      inputs: { massFlowKgS: 1, windMS: 3, stability: 'D', distancesM: [50_000] },
    });
    expect([status, body.validity]).toEqual([200, 'out']);
    expect(body.outputs.concentrationKgM3[0]).toBeGreaterThan(0);
    expect(body.reasons[0]).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  it('refuses only what is undefined or not understood, pointing at it', async () => {
    const vacuum = await execute({ model: 'liquid-orifice', inputs: { ...orifice, pressurePa: 1000 } });
    expect([vacuum.status, vacuum.body.errors[0].pointer]).toEqual([422, '/inputs/inputs']);
    expect(vacuum.body.errors[0].message).toMatch(/below ambient/);
    const unit = await execute({ model: 'liquid-orifice', inputs: { ...orifice, diameter: 1 } });
    expect([unit.status, unit.body.errors[0].pointer, unit.body.errors[0].code]).toEqual([
      422,
      '/inputs/inputs/diameter',
      'unknown',
    ]);
    const { densityKgM3: _, ...incomplete } = orifice;
    const missing = await execute({ model: 'liquid-orifice', inputs: incomplete });
    expect([missing.status, missing.body.errors[0].pointer, missing.body.errors[0].code]).toEqual([
      422,
      '/inputs/inputs/densityKgM3',
      'required',
    ]);
    const stranger = await execute({ model: 'no-such-model', inputs: {} });
    expect([stranger.status, stranger.body.errors[0].pointer]).toEqual([422, '/inputs/model']);
  });

  it('tells a mistake of the form that was meant', async () => {
    const weather = { windMS: 3, windFromDeg: 90, stability: 'D' };
    const pointer = async (inputs: object) => (await execute(inputs)).body.errors[0].pointer;
    expect(await pointer({ scenario: 'tornado', weather })).toBe('/inputs/scenario');
    expect(await pointer({ scenario: 'bleve', weather: { ...weather, stability: 'G' } })).toBe(
      '/inputs/weather/stability',
    );
    expect(await pointer({ scenario: 'bleve', weather, mass: 1 })).toBe('/inputs/mass');
    expect(await pointer({ substance: 'chlorine', weather })).toBe('/inputs/scenario');
    expect(await pointer({ ...orifice })).toMatch(/^\/inputs/);
  });

  it('runs every published case', async () => {
    for (const one of PUBLISHED_CASES) {
      const { status, body } = await execute({ model: one.model, inputs: one.inputs });
      expect([one.id, status]).toEqual([one.id, 200]);
      expect(consequence.outputs.safeParse(body).success).toBe(true);
    }
  });

  it('describes every model with the schemas of its inputs and outputs, its source and its range', async () => {
    const body = await (await app.request('/ogc/processes/consequence?lang=en')).json();
    const inputs = body.inputs.inputs.schema.anyOf;
    const outputs = body.outputs.result.schema.anyOf[0].properties.outputs.anyOf;
    expect(inputs.map(({ title }: { title: string }) => title)).toEqual(MODELS.map(({ id }) => id));
    expect(outputs.length).toBe(MODELS.length);
    for (const one of [...inputs, ...outputs]) {
      expect(one.type).toBe('object');
      expect(one['x-source'].length).toBeGreaterThan(3);
      expect(one['x-validity'].en.length).toBeGreaterThan(3);
    }
    expect(body.inputs.model.schema.enum).toContain('britter-mcquaid-plume');
    expect(body.inputs.scenario.schema.enum).toContain('toxic_continuous');
    expect(body.inputs.weather.schema.required).toEqual(['windMS', 'windFromDeg', 'stability']);
    expect([body.inputs.model.minOccurs, body.inputs.scenario.minOccurs]).toEqual([0, 0]);
    expect(body.outputs.result.schema.anyOf[1].properties.zones).toBeTruthy();
  });

  it('has a place in the OpenAPI document', () => {
    const document = app.getOpenAPIDocument({ openapi: '3.0.3', info: { title: 'x', version: '1' } });
    expect(Object.keys(document.paths ?? {})).toContain('/ogc/processes/consequence/execution');
    const { ConsequenceInputs, ModelInputs, ScenarioInputs } = document.components?.schemas ?? {};
    expect(JSON.stringify(ConsequenceInputs)).toMatch(/ModelInputs.*ScenarioInputs/);
    expect(JSON.stringify(ModelInputs)).toContain('liquid-orifice');
    expect(JSON.stringify(ScenarioInputs)).toContain('WeatherInput');
  });
});

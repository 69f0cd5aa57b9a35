/** The environment: defaults, what is refused and with which sentence. */
import { describe, expect, it } from 'vitest';
import { BadSetting, isLoopback, readSettings } from './settings.ts';

const read = (environment: Record<string, string>) => readSettings(environment, '/nonexistent');
const refusal = (environment: Record<string, string>) => {
  try {
    read(environment);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the settings', () => {
  it('have defaults for everything', () => {
    expect(read({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDir: '/nonexistent/var',
      demoPublic: false,
    });
  });

  it('let the owner of the schema be the same login unless told otherwise', () => {
    const one = 'postgres://app@db/city';
    expect(read({ DATABASE_URL: one }).ownerUrl).toBe(one);
    expect(read({ DATABASE_URL: one, DATABASE_OWNER_URL: 'postgres://owner@db/city' }).ownerUrl).toContain(
      'owner',
    );
  });

  it('refuse a bad value by the name of the variable, without repeating the value', () => {
    const bad: Record<string, string> = {
      PORT: '80800',
      DATABASE_URL: 'mysql://root:secret@db',
      DATABASE_OWNER_URL: 'secret',
      FOURCOLOR_DEMO_SCALE: '0',
      FOURCOLOR_SECRET_FILE: 'secret-file',
      FOURCOLOR_PUBLIC_URL: 'map.example',
      FOURCOLOR_DEMO_PUBLIC: 'yes',
      FOURCOLOR_WEATHER_URL: 'file:///etc/passwd',
    };
    for (const [name, value] of Object.entries(bad)) {
      const error = refusal({ [name]: value });
      expect(error).toBeInstanceOf(BadSetting);
      expect((error as BadSetting).message).toContain(name);
      expect((error as BadSetting).message).not.toContain('secret@');
    }
  });

  it('take an empty value for an unset one, and drop the last slash of the public address', () => {
    expect(read({ PORT: '', FOURCOLOR_PUBLIC_URL: 'https://map.example/' })).toMatchObject({
      port: 8080,
      publicUrl: 'https://map.example',
    });
  });

  it('know which addresses only this machine reaches', () => {
    expect(['127.0.0.1', 'localhost', '::1', '127.8.8.8'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', 'localhost.example'].some(isLoopback)).toBe(
      false,
    );
  });
});

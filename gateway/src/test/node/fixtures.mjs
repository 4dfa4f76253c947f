// What the tests of both clients share: where the gateway is, what they ask, and what the vendors saw of it.
import { z } from 'zod';

export const url = process.env.GATEWAY_URL;
export const apiKey = process.env.GATEWAY_KEY;
export const vendors = ['openai', 'azure', 'anthropic', 'gemini', 'compatible'];

export const user = (content) => [{ role: 'user', content }];

export const weather = {
  name: 'weather',
  description: 'The weather of a city',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
  results: { Oslo: '5 degrees', Rome: '21 degrees' },
};

export const Forecast = z.object({
  city: z.string(),
  days: z.array(z.object({ sky: z.string(), degrees: z.number().int() })),
});
export const forecastOfOslo = {
  city: 'Oslo',
  days: [
    { sky: 'snow', degrees: -3 },
    { sky: 'sun ☀', degrees: 1 },
  ],
};

// How often a vendor was asked this, how much later the last time than the first, and which weather it was told.
export const calls = (model, text) => window('calls', model, text);

// Whether the gateway gave up the call in which a vendor was asked this; waits for it.
export const givenUp = async (model, text) => (await window('departure', model, text)).gone;

async function window(path, model, text) {
  const answer = await fetch(`${process.env.WINDOW_URL}/${path}?${new URLSearchParams({ model, text })}`);
  return answer.json();
}

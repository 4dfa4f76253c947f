// OpenAI's own Node client holds sessions of voice and text through the gateway.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI, { AzureOpenAI } from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';

const url = process.env.GATEWAY_URL;
const apiKey = process.env.GATEWAY_KEY;

// Collects events up to the first of the type.
const until = (session, type) =>
  new Promise((resolve, reject) => {
    const heard = [];
    session.on('event', (event) => {
      heard.push(event);
      if (event.type === type) {
        resolve(heard);
      }
    });
    session.on('error', reject);
  });

const converse = async (session, name) => {
  const ready = until(session, 'session.updated');
  session.socket.on('open', () =>
    session.send({ type: 'session.update', session: { type: 'realtime', model: name, output_modalities: ['audio'] } }),
  );
  const [created] = await ready;
  const done = until(session, 'response.done');
  session.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Grüße an alle 👋' }] },
  });
  session.send({ type: 'response.create' });
  const events = await done;
  const closed = new Promise((resolve) => session.socket.on('close', resolve));
  session.close();
  return { created, events, code: await closed };
};

test('a session of OpenAI', async () => {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey });

  const { created, events, code } = await converse(new OpenAIRealtimeWS({ model: 'voice' }, client), 'voice');

  assert.equal(created.session.model, 'voice');
  const spoken = events.filter((event) => event.type === 'response.output_audio_transcript.delta');
  assert.equal(spoken.map((event) => event.delta).join(''), 'Grüße an alle 👋 ');
  assert.ok(events.some((event) => event.type === 'response.output_audio.delta' && event.delta.length > 100));
  assert.equal(events.at(-1).response.usage.input_tokens, 4);
  assert.equal(code, 1000);
});

test('a session of the client for Azure', async () => {
  const client = new AzureOpenAI({ endpoint: url, apiKey, apiVersion: '2024-10-01-preview', deployment: 'voice' });

  const { events, code } = await converse(await OpenAIRealtimeWS.azure(client), 'voice');

  assert.equal(events.at(-1).response.status, 'completed');
  assert.equal(code, 1000);
});

test('an event that the vendor refuses', async () => {
  const session = new OpenAIRealtimeWS({ model: 'voice' }, new OpenAI({ baseURL: `${url}/v1`, apiKey }));
  session.socket.on('open', () => session.send({ type: 'response.make', event_id: 'mine' }));

  const error = await new Promise((resolve) => session.on('error', resolve));

  assert.equal(error.error.type, 'invalid_request_error');
  assert.equal(error.error.event_id, 'mine');
  session.close();
});

test('a session that is refused', async () => {
  for (const [model, key, status] of [
    ['nobody', apiKey, 400],
    ['voice', 'sk-wrong', 401],
  ]) {
    const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key });
    const session = new OpenAIRealtimeWS({ model }, client);

    const error = await new Promise((resolve) => session.on('error', resolve));

    assert.match(error.message, new RegExp(`${status}`));
  }
});

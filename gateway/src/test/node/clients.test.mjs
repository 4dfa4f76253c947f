// OpenAI's and Anthropic's own Node clients talk through the gateway to every vendor.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';

const url = process.env.GATEWAY_URL;
const apiKey = process.env.GATEWAY_KEY;
const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: url, apiKey, maxRetries: 0 });
const vendors = ['openai', 'azure', 'anthropic', 'gemini', 'compatible'];
const messages = [{ role: 'user', content: 'Say hi' }];
const tools = [
  {
    type: 'function',
    function: {
      name: 'weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

for (const model of vendors) {
  test(`openai: a whole answer of ${model}`, async () => {
    const answer = await openai.chat.completions.create({ model, messages, max_completion_tokens: 100 });
    assert.ok(answer.choices[0].message.content.length > 0);
    assert.ok(answer.usage.total_tokens > 0);
  });

  test(`openai: a stream of ${model}`, async () => {
    const stream = await openai.chat.completions.create({
      model,
      messages,
      max_completion_tokens: 100,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let usage;
    let finish;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
      usage = chunk.usage ?? usage;
    }
    assert.ok(text.length > 0);
    assert.equal(finish, 'stop');
    assert.ok(usage.total_tokens > 0);
  });

  test(`openai: tools offered to ${model}`, async () => {
    const answer = await openai.chat.completions.create({ model, messages, tools, max_completion_tokens: 100 });
    assert.equal(answer.choices.length, 1);
  });

  test(`anthropic: a whole answer of ${model}`, async () => {
    const answer = await anthropic.messages.create({ model, messages, max_tokens: 100 });
    assert.equal(answer.type, 'message');
    assert.ok(answer.content[0].text.length > 0);
  });

  test(`anthropic: a stream of ${model}`, async () => {
    const answer = await anthropic.messages.stream({ model, messages, max_tokens: 100 }).finalMessage();
    assert.ok(answer.content[0].text.length > 0);
    assert.equal(answer.stop_reason, 'end_turn');
  });
}

test('openai: errors have their classes', async () => {
  await assert.rejects(
    openai.chat.completions.create({ model: 'nobody', messages }),
    (error) => error instanceof OpenAI.BadRequestError && error.param === 'model',
  );
  const stranger = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-stranger-without-rights', maxRetries: 0 });
  await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
});

test('anthropic: errors have their classes', async () => {
  await assert.rejects(
    anthropic.messages.create({ model: 'nobody', messages, max_tokens: 10 }),
    Anthropic.BadRequestError,
  );
});

test('openai: a timeout of the client ends the call', async () => {
  await assert.rejects(
    openai.chat.completions.create({ model: 'openai', messages: [{ role: 'user', content: 'hang' }] }, { timeout: 200 }),
    OpenAI.APIConnectionTimeoutError,
  );
});

// OpenAI's own Node client talks through the gateway to every vendor.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { Forecast, apiKey, calls, forecastOfOslo, givenUp, url, user, vendors, weather } from './fixtures.mjs';

const client = new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
const retrying = client.withOptions({ maxRetries: 1 });
const errors = {
  BAD_REQUEST: OpenAI.BadRequestError,
  CONTEXT_TOO_LONG: OpenAI.BadRequestError,
  INVALID_KEY: OpenAI.AuthenticationError,
  PERMISSION_DENIED: OpenAI.PermissionDeniedError,
  NOT_FOUND: OpenAI.NotFoundError,
  RATE_LIMITED: OpenAI.RateLimitError,
  SERVER_ERROR: OpenAI.InternalServerError,
  OVERLOADED: OpenAI.InternalServerError,
};
const tool = {
  type: 'function',
  function: { name: weather.name, description: weather.description, parameters: weather.schema },
};
const runnable = {
  type: 'function',
  function: { ...tool.function, parse: JSON.parse, function: ({ city }) => weather.results[city] },
};

for (const model of vendors) {
  const asking = (text, more = {}) => ({
    model,
    messages: user(`${text} openai-${model}`),
    max_completion_tokens: 200,
    ...more,
  });
  const ask = (text, more, options) => client.chat.completions.create(asking(text, more), options);
  const hear = async (text, heard) => {
    for await (const chunk of await ask(text, { stream: true })) {
      heard.push(chunk.choices[0]?.delta?.content ?? '');
    }
  };

  describe(`openai before ${model}`, { concurrency: true }, () => {
    test('a whole answer', async () => {
      const answer = await ask('Grüße');

      assert.equal(answer.choices[0].message.content, `Grüße openai-${model}`);
      assert.equal(answer.choices[0].finish_reason, 'stop');
      assert.ok(answer.usage.total_tokens > 0);
    });

    test('a stream', async () => {
      const stream = client.chat.completions.stream(
        asking('one two three four five 👋', { stream_options: { include_usage: true } }),
      );

      const answer = await stream.finalChatCompletion();

      assert.equal(answer.choices[0].message.content, `one two three four five 👋 openai-${model}`);
      assert.equal(answer.choices[0].finish_reason, 'stop');
      assert.ok(answer.usage.total_tokens > 0);
    });

    test('two tool calls at once', async () => {
      const answer = await ask('#weather once', { tools: [tool] });

      const [oslo, rome] = answer.choices[0].message.tool_calls;
      assert.deepEqual(JSON.parse(oslo.function.arguments), { city: 'Oslo' });
      assert.deepEqual(JSON.parse(rome.function.arguments), { city: 'Rome' });
      assert.notEqual(oslo.id, rome.id);
      assert.equal(answer.choices[0].finish_reason, 'tool_calls');
    });

    for (const stream of [false, true]) {
      test(`the client runs tools, ${stream ? 'streamed' : 'whole'}`, async () => {
        const text = `#weather stream=${stream}`;

        const answer = await client.chat.completions
          .runTools(asking(text, { tools: [runnable], stream }))
          .finalContent();

        assert.equal(answer, 'Rome is warmer');
        assert.deepEqual((await calls(model, `${text} openai-${model}`)).weather, weather.results);
      });
    }

    test('an answer is parsed by a schema', async () => {
      const answer = await client.chat.completions.parse(
        asking('#forecast', { response_format: zodResponseFormat(Forecast, 'forecast') }),
      );

      assert.deepEqual(answer.choices[0].message.parsed, forecastOfOslo);
    });

    test('a stream is parsed by a schema', async () => {
      const answer = await client.chat.completions
        .stream(asking('#forecast', { response_format: zodResponseFormat(Forecast, 'forecast') }))
        .finalChatCompletion();

      assert.deepEqual(answer.choices[0].message.parsed, forecastOfOslo);
    });

    for (const [kind, error] of Object.entries(errors)) {
      test(`${kind} has its class`, async () => {
        await assert.rejects(ask(`#error ${kind}`), error);
        await assert.rejects(ask(`#error ${kind}`, { stream: true }), error);
      });
    }

    for (const end of ['#broken-off', '#cut', '#reset']) {
      test(`a stream that ends by ${end} throws`, async () => {
        const heard = [];

        await assert.rejects(hear(end, heard), (error) => error instanceof OpenAI.APIError && error.error.message.length > 0);

        assert.match(heard.join(''), /^and so on/);
      });
    }

    test('a call that runs out of time is given up at the vendor', async () => {
      await assert.rejects(ask('#hang', {}, { timeout: 1000 }), OpenAI.APIConnectionTimeoutError);

      assert.equal(await givenUp(model, `#hang openai-${model}`), true);
    });

    test('a stream that the client leaves is given up at the vendor', async () => {
      for await (const chunk of await ask('#endless', { stream: true })) {
        assert.ok(chunk.choices);
        break;
      }

      assert.equal(await givenUp(model, `#endless openai-${model}`), true);
    });

    test('a silent stream that the client aborts is given up at the vendor', async () => {
      const stream = await ask('#silent', { stream: true });
      const first = await stream[Symbol.asyncIterator]().next();
      stream.controller.abort();

      assert.equal(first.done, false);
      assert.equal(await givenUp(model, `#silent openai-${model}`), true);
    });

    test('a rate limit is waited for and tried again', async () => {
      const answer = await retrying.chat.completions.create(asking('#limited-once'));

      const { count, waited } = await calls(model, `#limited-once openai-${model}`);
      assert.equal(answer.choices[0].message.content, 'second try');
      assert.equal(count, 2);
      assert.ok(waited >= 1000, `tried again after ${waited} ms`);
    });

    test('a failure of the vendor is tried again', async () => {
      const answer = await retrying.chat.completions.create(asking('#failed-once'));

      assert.equal(answer.choices[0].message.content, 'second try');
      assert.equal((await calls(model, `#failed-once openai-${model}`)).count, 2);
    });

    test('a wrong request is not tried again', async () => {
      const text = '#error BAD_REQUEST retrying';

      await assert.rejects(retrying.chat.completions.create(asking(text)), OpenAI.BadRequestError);

      assert.equal((await calls(model, `${text} openai-${model}`)).count, 1);
    });
  });
}

test('an unknown model is named', async () => {
  await assert.rejects(
    client.chat.completions.create({ model: 'nobody', messages: user('Hi') }),
    (error) => error instanceof OpenAI.BadRequestError && error.param === 'model',
  );
});

test('a wrong key is refused', async () => {
  const stranger = client.withOptions({ apiKey: 'sk-stranger-without-rights' });

  await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
});

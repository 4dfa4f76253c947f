// Anthropic's own Node client talks through the gateway to every vendor.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { Forecast, apiKey, calls, forecastOfOslo, givenUp, url, user, vendors, weather } from './fixtures.mjs';

const client = new Anthropic({ baseURL: url, apiKey, maxRetries: 0 });
const retrying = client.withOptions({ maxRetries: 1 });
const errors = {
  BAD_REQUEST: [Anthropic.BadRequestError, 'invalid_request_error'],
  CONTEXT_TOO_LONG: [Anthropic.BadRequestError, 'invalid_request_error'],
  INVALID_KEY: [Anthropic.AuthenticationError, 'authentication_error'],
  PERMISSION_DENIED: [Anthropic.PermissionDeniedError, 'permission_error'],
  NOT_FOUND: [Anthropic.NotFoundError, 'not_found_error'],
  RATE_LIMITED: [Anthropic.RateLimitError, 'rate_limit_error'],
  SERVER_ERROR: [Anthropic.InternalServerError, 'api_error'],
  OVERLOADED: [Anthropic.InternalServerError, 'overloaded_error'],
};
const tool = { name: weather.name, description: weather.description, input_schema: weather.schema };
const runnable = betaTool({
  name: weather.name,
  description: weather.description,
  inputSchema: weather.schema,
  run: ({ city }) => weather.results[city],
});

for (const model of vendors) {
  const asking = (text, more = {}) => ({
    model,
    messages: user(`${text} anthropic-${model}`),
    max_tokens: 200,
    ...more,
  });
  // Other vendors hold no threads, on which the client falls back to the whole history by itself.
  const history = model === 'anthropic' ? { thread: false } : {};
  const ask = (text, more, options) => client.messages.create(asking(text, more), options);
  const hear = async (text, heard) => {
    for await (const event of await ask(text, { stream: true })) {
      heard.push(event.delta?.text ?? '');
    }
  };

  describe(`anthropic before ${model}`, { concurrency: true }, () => {
    test('a whole answer', async () => {
      const answer = await ask('Grüße');

      assert.equal(answer.type, 'message');
      assert.equal(answer.content[0].text, `Grüße anthropic-${model}`);
      assert.equal(answer.stop_reason, 'end_turn');
      assert.ok(answer.usage.output_tokens > 0);
    });

    test('a stream', async () => {
      const answer = await client.messages.stream(asking('one two three four five 👋')).finalMessage();

      assert.equal(answer.content[0].text, `one two three four five 👋 anthropic-${model}`);
      assert.equal(answer.stop_reason, 'end_turn');
      assert.ok(answer.usage.output_tokens > 0);
    });

    test('two tool calls at once', async () => {
      const answer = await ask('#weather once', { tools: [tool] });

      const [oslo, rome] = answer.content.filter((block) => block.type === 'tool_use');
      assert.deepEqual(oslo.input, { city: 'Oslo' });
      assert.deepEqual(rome.input, { city: 'Rome' });
      assert.notEqual(oslo.id, rome.id);
      assert.equal(answer.stop_reason, 'tool_use');
    });

    for (const stream of [false, true]) {
      test(`the client runs tools, ${stream ? 'streamed' : 'whole'}`, async () => {
        const text = `#weather stream=${stream}`;

        const answer = await client.beta.messages
          .toolRunner(asking(text, { tools: [runnable], stream, ...history }))
          .runUntilDone();

        assert.equal(answer.content[0].text, 'Rome is warmer');
        assert.deepEqual((await calls(model, `${text} anthropic-${model}`)).weather, weather.results);
      });
    }

    test('an answer is parsed by a schema', async () => {
      const answer = await client.messages.parse(
        asking('#forecast', { output_config: { format: zodOutputFormat(Forecast) } }),
      );

      assert.deepEqual(answer.parsed_output, forecastOfOslo);
    });

    test('a stream is parsed by a schema', async () => {
      const answer = await client.messages
        .stream(asking('#forecast', { output_config: { format: zodOutputFormat(Forecast) } }))
        .finalMessage();

      assert.deepEqual(answer.parsed_output, forecastOfOslo);
    });

    for (const [kind, [error, type]] of Object.entries(errors)) {
      test(`${kind} has its class and type`, async () => {
        const expected = (thrown) => thrown instanceof error && thrown.error.error.type === type;

        await assert.rejects(ask(`#error ${kind}`), expected);
        await assert.rejects(ask(`#error ${kind}`, { stream: true }), expected);
      });
    }

    for (const end of ['#broken-off', '#cut', '#reset']) {
      test(`a stream that ends by ${end} throws`, async () => {
        const heard = [];

        await assert.rejects(hear(end, heard), (error) => error instanceof Anthropic.APIError && error.error.error.message.length > 0);

        assert.match(heard.join(''), /^and so on/);
      });
    }

    test('a call that runs out of time is given up at the vendor', async () => {
      await assert.rejects(ask('#hang', {}, { timeout: 1000 }), Anthropic.APIConnectionTimeoutError);

      assert.equal(await givenUp(model, `#hang anthropic-${model}`), true);
    });

    test('a stream that the client leaves is given up at the vendor', async () => {
      for await (const event of await ask('#endless', { stream: true })) {
        assert.ok(event.type);
        break;
      }

      assert.equal(await givenUp(model, `#endless anthropic-${model}`), true);
    });

    test('a silent stream that the client aborts is given up at the vendor', async () => {
      const stream = await ask('#silent', { stream: true });
      const first = await stream[Symbol.asyncIterator]().next();
      stream.controller.abort();

      assert.equal(first.done, false);
      assert.equal(await givenUp(model, `#silent anthropic-${model}`), true);
    });

    test('a rate limit is waited for and tried again', async () => {
      const answer = await retrying.messages.create(asking('#limited-once'));

      const { count, waited } = await calls(model, `#limited-once anthropic-${model}`);
      assert.equal(answer.content[0].text, 'second try');
      assert.equal(count, 2);
      assert.ok(waited >= 1000, `tried again after ${waited} ms`);
    });

    test('a failure of the vendor is tried again', async () => {
      const answer = await retrying.messages.create(asking('#failed-once'));

      assert.equal(answer.content[0].text, 'second try');
      assert.equal((await calls(model, `#failed-once anthropic-${model}`)).count, 2);
    });

    test('a wrong request is not tried again', async () => {
      const text = '#error BAD_REQUEST retrying';

      await assert.rejects(retrying.messages.create(asking(text)), Anthropic.BadRequestError);

      assert.equal((await calls(model, `${text} anthropic-${model}`)).count, 1);
    });
  });
}

test('an unknown model is named', async () => {
  await assert.rejects(
    client.messages.create({ model: 'nobody', messages: user('Hi'), max_tokens: 10 }),
    (error) => error instanceof Anthropic.BadRequestError && error.message.includes('nobody'),
  );
});

test('a wrong key is refused', async () => {
  const stranger = client.withOptions({ apiKey: 'sk-stranger-without-rights' });

  await assert.rejects(
    stranger.messages.create({ model: 'openai', messages: user('Hi'), max_tokens: 10 }),
    Anthropic.AuthenticationError,
  );
});

package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.Providers;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.gemini.GeminiDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.BadGatewayException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.BudgetSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.EventStream;
import dev.dragoman.routing.ParameterPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A nano-dollar for a token of the prompt, four for one of the answer; a model's answers have 10,000 tokens at most. */
final class BudgetStepTest {

    private static final Instant ANCHOR = Town.ANCHOR;
    private static final BudgetAccount KEY = new BudgetAccount(BudgetLevel.KEY, "k", "ever");
    private static final BudgetSettings SETTINGS = Town.SETTINGS;

    private final MemoryBank bank = new MemoryBank(InstantSource.system());
    private final List<Call> asked = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private BudgetSettings settings = SETTINGS;
    private boolean priced = true;
    private final Escrow escrow = new Escrow(
            bank,
            "i",
            "1",
            (mark, line, spent) -> alerts.add(mark + " " + line.id() + " " + spent),
            () -> settings,
            InstantSource.system(),
            System::nanoTime);

    BudgetStepTest() {
        escrow.start();
    }

    @AfterEach
    void close() {
        escrow.close();
    }

    private final class Costs implements CostBound {
        @Override
        public OptionalLong nanos(Call call, Demand demand) {
            Long input = demand.inputTokens();
            Long output = demand.outputTokens();
            return !priced || input == null || output == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(input + 4 * output * demand.answers());
        }

        @Override
        public OptionalLong mostOutput(Call call) {
            return OptionalLong.of(10_000);
        }

        @Override
        public long inputTokens(Call call) {
            return 20;
        }
    }

    private Answered ask(BudgetLine line, Call call, Step.Next next) {
        BudgetStep step = new BudgetStep(any -> List.of(line), escrow, new Costs(), () -> settings);
        return step.handle(call, paid -> {
            asked.add(paid);
            return next.proceed(paid);
        });
    }

    private static Call call(Dialect dialect, String body) {
        JsonBody question = JsonBody.parse(body.getBytes(StandardCharsets.UTF_8));
        return new Call(
                "id",
                "/v1/chat/completions",
                new Caller("k", "", false),
                "m",
                new ChatSource(dialect, question, false),
                CallOptions.NONE,
                Headers.EMPTY,
                new ReplyFrame("id", "m", 0, false, false),
                0,
                Cancellation.never());
    }

    private static Call chat(String members) {
        return call(new OpenAiDialect(), "{\"model\":\"m\",\"messages\":[]" + members + "}");
    }

    private static BudgetLine key(long max) {
        return Town.key(max, null);
    }

    private static Step.Next costing(long nanos) {
        return call -> {
            call.payer().spent(nanos);
            return new Answered(new CallAnswer.Whole("application/json", Body.EMPTY, Usage.NONE, info()), 0);
        };
    }

    private static AnswerInfo info() {
        Provider provider = Objects.requireNonNull(Providers.builtIn().find("openai"));
        Target target = new Target("gpt-4o", null, "k", null, Map.of(), ModelTraits.unknown("gpt-4o"));
        Deployment deployment = new Deployment(
                "one",
                "m",
                provider,
                target,
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                Headers.EMPTY,
                JsonObject.EMPTY,
                Deployment.AttemptTimeouts.DEFAULT,
                Deployment.Share.EVEN,
                Deployment.Endpoints.of(provider, target),
                Deployment.Turn.ANY);
        return new AnswerInfo(deployment, Headers.EMPTY, List.of(), 0);
    }

    private String body(int index) {
        return new String(asked.get(index).source().body().toBody().toBytes(), StandardCharsets.UTF_8);
    }

    /** What a budget has left for others, in nano-dollars, once nothing is reserved. */
    private long left(BudgetLine line) {
        escrow.close();
        return bank.lease("else", List.of(new Bank.Wish(KEY, line.maxNanos(), 1, line.maxNanos())))
                .getFirst()
                .left(line.maxNanos());
    }

    @Test
    void theRealCostIsBookedWhereTheBoundWasHeld() {
        BudgetLine line = key(1_000_000);

        ask(line, chat(",\"max_tokens\":100"), costing(70));

        assertThat(asked.getFirst().payer().debits().getFirst().account()).isEqualTo(KEY);
        assertThat(left(line) + leasedElsewhere(line)).isEqualTo(1_000_000 - 70);
    }

    private long leasedElsewhere(BudgetLine line) {
        return bank.lease("else", List.of(new Bank.Wish(KEY, line.maxNanos(), 0, 0)))
                .getFirst()
                .own();
    }

    @Test
    void aCallThatFailsCostsWhatItsAttemptsDidCost() {
        BudgetLine line = key(1_000_000);

        assertThatExceptionOfType(BadGatewayException.class)
                .isThrownBy(() -> ask(line, chat(""), call -> {
                    call.payer().spent(5);
                    throw new BadGatewayException("no answer");
                }));

        assertThat(left(line) + leasedElsewhere(line)).isEqualTo(1_000_000 - 5);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aStreamIsBookedWhenItEndsOrItsClientLeaves(boolean ends) {
        BudgetLine line = key(41_500);
        Answered answered = ask(
                line,
                chat(",\"max_tokens\":10000"),
                call -> new Answered(new CallAnswer.Events(new Told(call, 900), info()), 0));
        assertThat(refusal(line, chat(",\"max_tokens\":10000"))).hasMessageContaining("Current cost: 0.0, ");

        try (EventStream stream = ((CallAnswer.Events) answered.answer()).stream()) {
            while (ends && stream.next(event -> {})) {
                assertThat(asked).hasSize(1);
            }
        }

        assertThat(left(line) + leasedElsewhere(line)).isEqualTo(41_500 - 900);
    }

    /** A stream of two events that tells its cost at the end, as the room of costs does. */
    private static final class Told implements EventStream {
        private final Call call;
        private final long nanos;
        private int events = 2;
        private boolean told;

        Told(Call call, long nanos) {
            this.call = call;
            this.nanos = nanos;
        }

        @Override
        public boolean next(Consumer<SseEvent> into) {
            if (events-- == 0) {
                settle();
                return false;
            }
            return true;
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }

        @Override
        public void close() {
            settle();
        }

        private void settle() {
            if (!told) {
                told = true;
                call.payer().spent(nanos);
            }
        }
    }

    private LlmException refusal(BudgetLine line, Call call) {
        settings = new BudgetSettings(
                ZoneOffset.UTC, settings.refusalStatus(), false, 0, SETTINGS.patience(), SETTINGS.leaseTime());
        try {
            ask(line, call, costing(0));
        } catch (LlmException refused) {
            return refused;
        }
        throw new AssertionError("was not refused");
    }

    @Test
    void theLastCallsGetShorterAnswers() {
        BudgetLine line = key(3_000);

        Answered answered = ask(line, chat(",\"max_tokens\":5000"), costing(2_000));

        assertThat(body(0)).contains("\"max_tokens\":745");
        assertThat(answered.circumstances().lowered()).isEqualTo(745);
        assertThat(refusal(line, chat(",\"max_tokens\":5000")))
                .hasMessage("Budget has been exceeded! Current cost: 2e-06, Max budget: 3e-06");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic | {\"model\":\"m\",\"messages\":[],\"max_tokens\":9000} | \"max_tokens\":745",
                "gemini | {\"contents\":[],\"generationConfig\":{\"topK\":1,\"maxOutputTokens\":9000}} | {\"topK\":1,\"maxOutputTokens\":745}",
                "openai | {\"messages\":[],\"max_completion_tokens\":9000} | \"max_completion_tokens\":745"
            })
    void everyDialectHasALimitToLower(String dialect, String body, String lowered) {
        Dialect told = switch (dialect) {
            case "anthropic" -> new AnthropicDialect();
            case "gemini" -> new GeminiDialect();
            default -> new OpenAiDialect();
        };

        ask(key(3_000), call(told, body), costing(0));

        assertThat(body(0)).contains(lowered);
    }

    @Test
    void aCallWithoutALimitLeavesSomethingToOthers() {
        BudgetLine line = key(30_000);

        ask(line, chat(""), first -> {
            ask(line, chat(""), costing(10));
            return costing(10).proceed(first);
        });

        assertThat(asked).hasSize(2);
        assertThat(body(0)).contains("\"max_completion_tokens\":4096");
        assertThat(body(1)).contains("\"max_completion_tokens\":");
    }

    @Test
    void refusalsHaveTheStatusThatWasAskedFor() {
        LlmException bad = refusal(key(10), chat(""));
        settings = new BudgetSettings(ZoneOffset.UTC, 429, false, 0, SETTINGS.patience(), SETTINGS.leaseTime());
        LlmException many = refusal(key(10), chat(""));

        assertThat(bad).isInstanceOf(BadRequestException.class);
        assertThat(bad.detail().type()).isEqualTo("budget_exceeded");
        assertThat(bad.detail().code()).isEqualTo("400");
        assertThat(bad.detail().param()).isNull();
        assertThat(many).isInstanceOf(RateLimitException.class);
        assertThat(many.detail().code()).isEqualTo("429");
        assertThat(many.worthRetrying()).isFalse();
    }

    @Test
    void withoutAPriceAHoldIsNeeded() {
        priced = false;
        assertThat(refusal(key(1_000), chat("")).detail().code()).isEqualTo("unpriced_model");

        settings = new BudgetSettings(ZoneOffset.UTC, 400, true, 600, SETTINGS.patience(), SETTINGS.leaseTime());
        BudgetLine line = key(1_000);
        ask(line, chat(""), costing(500));

        assertThat(refusalWithHold(line)).hasMessageContaining("Budget has been exceeded!");
    }

    private LlmException refusalWithHold(BudgetLine line) {
        try {
            ask(line, chat(""), costing(0));
        } catch (LlmException refused) {
            return refused;
        }
        throw new AssertionError("was not refused");
    }

    @Test
    void whatIsFreeNeedsNoBudget() {
        BudgetLine spent = key(0);

        BudgetStep step = new BudgetStep(any -> List.of(spent), escrow, new Free(), () -> settings);

        assertThat(step.handle(chat(""), costing(0)).retries()).isZero();
    }

    private static final class Free implements CostBound {
        @Override
        public OptionalLong nanos(Call call, Demand demand) {
            return OptionalLong.of(0);
        }

        @Override
        public OptionalLong mostOutput(Call call) {
            return OptionalLong.empty();
        }

        @Override
        public long inputTokens(Call call) {
            return 0;
        }
    }

    @Test
    void aSoftBudgetIsToldOnceAndRefusesNothing() throws InterruptedException {
        BudgetLine soft = new BudgetLine(BudgetLevel.TEAM, "t", BudgetLine.UNLIMITED, 100L, null, ANCHOR, List.of("t"));

        ask(soft, chat(""), costing(99));
        escrow.teller().round();
        ask(soft, chat(""), costing(2));
        ask(soft, chat(""), costing(2));
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (alerts.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }

        assertThat(alerts).containsExactly("SOFT t 103");
    }
}

package dev.dragoman.gateway.observe;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Allowance;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Grant;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus counters and latencies under LiteLLM's names. Labels of rooms that do not exist yet are {@code None}, as LiteLLM
 * writes missing values.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/prometheus">LiteLLM: Prometheus metrics</a>
 */
public final class Metrics {

    static final String NONE = "None";
    private static final String MODEL_OF_KEY = "model_per_key";
    static final double NANOS = 1e9;
    private static final double[] BUCKETS = {
        0.005, 0.00625, 0.0125, 0.025, 0.05, 0.1, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5,
        9, 9.5, 10, 15, 20, 25, 30, 60, 120, 180, 240, 300
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();
    private final Counter requests = counter(
            "litellm_proxy_total_requests_metric",
            "Requests to the gateway",
            "hashed_api_key",
            "api_key_alias",
            "requested_model",
            "status_code",
            "route",
            "model_id");
    private final Counter failures = counter(
            "litellm_proxy_failed_requests_metric",
            "Requests that ended with an error",
            "hashed_api_key",
            "api_key_alias",
            "requested_model",
            "exception_status",
            "exception_class",
            "route");
    private final Counter inputTokens = tokens("litellm_input_tokens_metric", "Prompt tokens");
    private final Counter outputTokens = tokens("litellm_output_tokens_metric", "Answer tokens");
    private final Counter totalTokens = tokens("litellm_total_tokens_metric", "Prompt and answer tokens");
    private final Counter deploymentSuccesses = counter(
            "litellm_deployment_success_responses",
            "Answers of a deployment",
            "requested_model",
            "litellm_model_name",
            "model_id",
            "api_base",
            "api_provider");
    private final Counter spend = counter(
            "litellm_spend_metric",
            "US dollars that answers cost",
            "end_user",
            "hashed_api_key",
            "api_key_alias",
            "model",
            "team",
            "team_alias",
            "user",
            "user_email",
            "client_ip",
            "user_agent",
            "model_id");
    private final Counter unpriced = counter(
            "dragoman_unpriced_calls",
            "Answers whose cost is not known in full, for want of a price or of the vendor's usage",
            "model",
            "model_id",
            "reason");
    private final Counter estimated = counter(
            "dragoman_estimated_calls",
            "Answers whose cost was estimated from their text, because the vendor did not say what they consumed",
            "model",
            "model_id");
    private final Histogram total =
            latency("litellm_request_total_latency_metric", "From arrival to the end of the answer");
    private final Histogram vendor = latency("litellm_llm_api_latency_metric", "Waiting for the vendor");
    private final Histogram firstToken =
            latency("litellm_llm_api_time_to_first_token_metric", "To the first event of a stream");
    private final Histogram overhead = latency("litellm_overhead_latency_metric", "Time spent in the gateway itself");

    private final Counter undelivered = counter(
            "litellm_callback_logging_failures_metric", "What could not be handed to a callback", "callback_name");
    private final Gauge remainingRequests = remaining("requests");
    private final Gauge remainingTokens = remaining("tokens");

    /** So much could not be handed to somebody outside. */
    public void undelivered(String callback, int count) {
        undelivered.labelValues(callback).inc(count);
    }

    /** So much is left of what a key may ask of a model. */
    void left(Call call, Deployment deployment, List<Allowance> allowances) {
        for (Allowance each : allowances) {
            if (each.descriptor().equals(MODEL_OF_KEY)) {
                switch (each.counted()) {
                    case "requests" -> set(remainingRequests, call, deployment, each.remaining());
                    case "tokens" -> set(remainingTokens, call, deployment, each.remaining());
                    default -> {} // Calls at once.
                }
            }
        }
    }

    private static void set(Gauge gauge, Call call, Deployment deployment, long value) {
        gauge.labelValues(call.caller().keyHash(), call.caller().alias(), call.model(), deployment.id())
                .set((double) value);
    }

    private Gauge remaining(String counted) {
        return gauge(
                "litellm_remaining_api_key_" + counted + "_for_model",
                "How many " + counted + " of the model are left to the key in this window",
                "hashed_api_key",
                "api_key_alias",
                "model",
                "model_id");
    }

    /** A call was answered, up to its last byte. */
    void succeeded(Call call, Deployment deployment, Usage usage, long totalNanos, long vendorNanos, boolean stream) {
        answered(call, deployment, usage);
        String name = deployment.target().model();
        String base = deployment.endpoints().base();
        deploymentSuccesses
                .labelValues(
                        call.model(),
                        name,
                        deployment.id(),
                        base,
                        deployment.provider().name())
                .inc();
        total.labelValues(call.model(), name, deployment.id()).observe(totalNanos / NANOS);
        vendor.labelValues(call.model(), name, deployment.id()).observe(vendorNanos / NANOS);
        if (stream) {
            firstToken.labelValues(call.model(), name, deployment.id()).observe(vendorNanos / NANOS);
        } else {
            overhead.labelValues(call.model(), name, deployment.id())
                    .observe(Math.max(0, totalNanos - vendorNanos) / NANOS);
        }
    }

    /** A call was answered, up to its last byte, with what another call was told before. */
    void repeated(Call call, Deployment deployment, Usage usage, long totalNanos) {
        answered(call, deployment, usage);
        String name = deployment.target().model();
        total.labelValues(call.model(), name, deployment.id()).observe(totalNanos / NANOS);
    }

    private void answered(Call call, Deployment deployment, Usage usage) {
        requests.labelValues(
                        call.caller().keyHash(),
                        call.caller().alias(),
                        call.model(),
                        "200",
                        call.route(),
                        deployment.id())
                .inc();
        String name = deployment.target().model();
        add(inputTokens, usage.inputTokens(), call, name, deployment.id());
        add(outputTokens, usage.outputTokens(), call, name, deployment.id());
        if (usage.inputTokens() != null || usage.outputTokens() != null) {
            add(totalTokens, usage.total(), call, name, deployment.id());
        }
    }

    /** An answer cost so many nano-dollars. */
    public void spent(Call call, Deployment deployment, long nanos) {
        if (nanos > 0) {
            Caller caller = call.caller();
            Grant grant = caller.grant();
            spend.labelValues(
                            NONE,
                            caller.keyHash(),
                            caller.alias(),
                            deployment.target().model(),
                            orNone(caller.teamId()),
                            orNone(grant == null ? null : grant.teamAlias()),
                            orNone(caller.userId()),
                            orNone(grant == null ? null : grant.userEmail()),
                            NONE,
                            NONE,
                            deployment.id())
                    .inc(nanos / NANOS);
        }
    }

    private static String orNone(@Nullable String name) {
        return name == null ? NONE : name;
    }

    /** The cost of an answer is not known in full. */
    public void unpriced(Deployment deployment, String reason) {
        unpriced.labelValues(deployment.target().model(), deployment.id(), reason)
                .inc();
    }

    /** The cost of an answer is an estimate. */
    public void estimated(Deployment deployment) {
        estimated.labelValues(deployment.target().model(), deployment.id()).inc();
    }

    /** A call ended with an error. */
    void failed(Call call, LlmException failure, String model) {
        String status = Integer.toString(failure.status());
        String key = call.caller().keyHash();
        requests.labelValues(key, call.caller().alias(), model, status, call.route(), NONE)
                .inc();
        failures.labelValues(key, call.caller().alias(), model, status, exceptionClass(failure), call.route())
                .inc();
    }

    /** A client left before its answer was complete. */
    void abandoned(Call call, String model) {
        requests.labelValues(call.caller().keyHash(), call.caller().alias(), model, "499", call.route(), NONE)
                .inc();
    }

    /** All metrics in Prometheus's text format. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory does not fail", impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String exceptionClass(LlmException failure) {
        String provider = failure.detail().provider();
        String title = provider == null || provider.isEmpty()
                ? "Proxy"
                : Character.toUpperCase(provider.charAt(0)) + provider.substring(1);
        return title + "." + failure.errorName();
    }

    private static void add(Counter counter, @Nullable Long tokens, Call call, String name, String id) {
        if (tokens != null && tokens > 0) {
            counter.labelValues(call.caller().keyHash(), call.caller().alias(), name, call.model(), id)
                    .inc(tokens.doubleValue());
        }
    }

    private Counter tokens(String name, String help) {
        return counter(name, help, "hashed_api_key", "api_key_alias", "model", "requested_model", "model_id");
    }

    /** A counter among these metrics; its name must be new. */
    Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** A gauge among these metrics; its name must be new. */
    Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** A gauge that is asked at every look; its name must be new. */
    void watched(String name, String help, List<String> labels, Consumer<GaugeWithCallback.Callback> told) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(told)
                .register(registry);
    }

    private Histogram latency(String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help + ", in seconds")
                .labelNames("requested_model", "model", "model_id")
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .register(registry);
    }
}

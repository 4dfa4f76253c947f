package dev.dragoman.routing;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One model at one provider, ready to be called. Entries of one group share a public name.
 *
 * @param id stable id of this deployment
 * @param group the public name
 * @param provider where it lives
 * @param target which model there, and the settings to reach it
 * @param defaults request parameters used when the caller gives none
 * @param policy what happens to parameters that the model does not take
 * @param extraHeaders fields added to every request
 * @param extraBody members put on top of every request body
 * @param timeouts limits of one attempt
 * @param share how often it is chosen among its group
 * @param endpoints where its requests go
 * @param turn when it is asked, and how often again
 */
public record Deployment(
        String id,
        String group,
        Provider provider,
        Target target,
        JsonObject defaults,
        ParameterPolicy policy,
        Headers extraHeaders,
        JsonObject extraBody,
        AttemptTimeouts timeouts,
        Share share,
        Endpoints endpoints,
        Turn turn) {

    /**
     * When a deployment is asked, and how often again.
     *
     * @param order those of a group with the lowest order are asked first, the others only after these have failed
     * @param retries further attempts of the call when this deployment is the first to fail; null for the call's own
     */
    public record Turn(int order, @Nullable Integer retries) {

        /** After all that have an order, and tried again as the call says. */
        public static final Turn ANY = new Turn(Integer.MAX_VALUE, null);
    }

    /**
     * Limits of one attempt.
     *
     * @param whole for a whole answer; null for the router's default
     * @param firstEvent for the first event of a stream; null for the router's default
     */
    public record AttemptTimeouts(
            @Nullable Duration whole, @Nullable Duration firstEvent) {

        /** The router's defaults. */
        public static final AttemptTimeouts DEFAULT = new AttemptTimeouts(null, null);
    }

    /**
     * What the choice among a group is weighted by: weight, else requests per minute, else tokens per minute.
     *
     * @param weight relative weight; null when not set
     * @param requestsPerMinute null when not set
     * @param tokensPerMinute null when not set
     */
    public record Share(
            @Nullable Double weight,
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute) {

        /** Like any other. */
        public static final Share EVEN = new Share(null, null, null);
    }

    /** Where chat requests go, for whole and for streamed answers. */
    public record Endpoints(Endpoint whole, Endpoint streamed) {

        /**
         * The endpoints that the provider's address gives for the target.
         *
         * @throws IllegalArgumentException saying which setting is missing or wrong
         */
        public static Endpoints of(Provider provider, Target target) {
            return new Endpoints(
                    provider.address().endpoint(Operation.CHAT, target, false),
                    provider.address().endpoint(Operation.CHAT, target, true));
        }
    }

    /** Where chat requests go. */
    public Endpoint chatEndpoint(boolean stream) {
        return stream ? endpoints.streamed() : endpoints.whole();
    }

    /** Whether its thoughts are told inside the text of its answers. */
    public boolean mergesReasoning() {
        return "true".equals(target.setting("merge_reasoning_content_in_choices"));
    }

    /** The model string in configuration's spelling, {@code provider/model}. */
    public String modelString() {
        return provider.name() + "/" + target.model();
    }
}

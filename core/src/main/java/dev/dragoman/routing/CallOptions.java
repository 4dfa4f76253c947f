package dev.dragoman.routing;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the gateway itself, in members of the request body that no vendor sees.
 *
 * @param timeout limit of one attempt; null when not asked for
 * @param streamTimeout limit to the first event of a stream; null when not asked for
 * @param retries further attempts; null when not asked for
 * @param drop whether unsupported parameters are left out; null when not said
 * @param additionalDrops parameters to leave out always
 * @param allowed parameters to send although the model is not known to take them
 * @param mergedReasoning whether thoughts are told inside the text; null when not said
 * @param fallbacks who stands by, and other wishes about that
 * @param tags of the request; empty for none
 * @param priority among calls that wait for a deployment, lower ones first; null when not said
 * @param session the client's name of the session that the call is part of; null when not said
 * @param region where the call must be answered, such as {@code eu}; null for anywhere
 * @param cache what is asked of a cache of answers, unread; null for nothing
 * @param metadata what else the client tells the gateway of the call; empty for nothing
 */
public record CallOptions(
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        @Nullable Integer retries,
        @Nullable Boolean drop,
        List<String> additionalDrops,
        List<String> allowed,
        @Nullable Boolean mergedReasoning,
        FallbackOptions fallbacks,
        List<String> tags,
        @Nullable Integer priority,
        @Nullable String session,
        @Nullable String region,
        @Nullable JsonValue cache,
        JsonObject metadata) {

    /** Nothing asked for. */
    public static final CallOptions NONE = new CallOptions(
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null,
            FallbackOptions.NONE,
            List.of(),
            null,
            null,
            null,
            null,
            JsonObject.EMPTY);

    public CallOptions {
        additionalDrops = List.copyOf(additionalDrops);
        allowed = List.copyOf(allowed);
        tags = List.copyOf(tags);
    }

    /** A body without the gateway's members, and what they asked for. */
    public record Split(JsonBody body, CallOptions options) {}

    /**
     * Takes the gateway's members out of a request body.
     *
     * @throws dev.dragoman.error.BadRequestException when one has a wrong value or is not a client's to set
     */
    public static Split split(JsonBody body) {
        return OwnMembers.split(body);
    }

    /** Whether a member of a request body, or of what stands by in its place, is for the gateway: no vendor ever sees it. */
    public static boolean isOwn(String member) {
        return OwnMembers.isOwn(member);
    }

    /** The same with other limits and numbers. */
    public CallOptions with(
            @Nullable Duration otherTimeout, @Nullable Duration otherStreamTimeout, @Nullable Integer otherRetries) {
        return new CallOptions(
                otherTimeout,
                otherStreamTimeout,
                otherRetries,
                drop,
                additionalDrops,
                allowed,
                mergedReasoning,
                fallbacks,
                tags,
                priority,
                session,
                region,
                cache,
                metadata);
    }

    /** The same without any that stand by. */
    public CallOptions alone() {
        return new CallOptions(
                timeout,
                streamTimeout,
                retries,
                drop,
                additionalDrops,
                allowed,
                mergedReasoning,
                FallbackOptions.NONE,
                tags,
                priority,
                session,
                region,
                cache,
                metadata);
    }
}

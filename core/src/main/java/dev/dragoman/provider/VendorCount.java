package dev.dragoman.provider;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Usage;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a conversation, counted by the place that would hold it. Other than for any other service, the request is the
 * conversation in the place's own dialect; the answer is the place's own, and its input tokens are the count.
 *
 * @param address where is counted
 * @param asked what is sent to be counted of a conversation
 * @param member the member of the answer that is the count
 * @param errors reads the place's errors
 * @param models whether a model's tokens may be counted at all
 * @param absence whether a refusal says that they are not
 */
public record VendorCount(
        Function<Target, Endpoint> address,
        BiFunction<JsonBody, Target, JsonBody> asked,
        String member,
        Function<VendorError, LlmException> errors,
        Predicate<Target> models,
        Predicate<LlmException> absence)
        implements Service {

    /** A count of all models that a place has. */
    public VendorCount(
            Function<Target, Endpoint> address,
            BiFunction<JsonBody, Target, JsonBody> asked,
            String member,
            Function<VendorError, LlmException> errors) {
        this(address, asked, member, errors, target -> true, refusal -> false);
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        JsonBody body = asked.apply(request.body(), target);
        return Plan.of(Progress.asking(VendorCall.json(endpoint(target), body), this::reply));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.apply(target);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    @Override
    public boolean serves(Target target) {
        return models.test(target);
    }

    @Override
    public boolean isAbsence(LlmException refusal) {
        return absence.test(refusal);
    }

    /** A conversation with these members only. */
    public static JsonBody only(JsonBody conversation, Set<String> members) {
        JsonBody rest = conversation;
        for (String name : conversation.names()) {
            rest = members.contains(name) ? rest : rest.without(name);
        }
        return rest;
    }

    private ServiceReply reply(VendorAnswer answer) {
        JsonNumber count = count(answer.body());
        if (count == null) {
            throw new ApiResponseException(ErrorDetail.of("the vendor's count has no " + member));
        }
        return ServiceReply.json(Body.of(answer.body()), Usage.of((long) count.doubleValue(), 0));
    }

    private @Nullable JsonNumber count(byte[] body) {
        try {
            return JsonBody.parse(body).number(member);
        } catch (JsonSyntaxException wrong) {
            throw new ApiResponseException(
                    ErrorDetail.of("the vendor's count is no JSON object: " + wrong.getMessage()), 502, wrong);
        }
    }
}

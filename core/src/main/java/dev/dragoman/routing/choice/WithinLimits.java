package dev.dragoman.routing.choice;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import dev.dragoman.routing.Strategy;
import dev.dragoman.routing.TokenEstimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets another strategy choose among the deployments that have not reached the {@code rpm} and {@code tpm} of their entries. Requests are
 * exact: no minute has more than allowed, also when calls come at once. Tokens are known when an answer has ended, and may be exceeded by
 * the answers that were on their way.
 */
public final class WithinLimits implements Strategy {

    private final Strategy inner;
    private final UsageBook book;
    private final @Nullable TokenEstimate tokens;

    /**
     * The strategy, within limits.
     *
     * @param tokens counts prompts near the limit; null for no limit of tokens
     */
    public WithinLimits(Strategy inner, UsageBook book, @Nullable TokenEstimate tokens) {
        this.inner = inner;
        this.book = book;
        this.tokens = tokens;
    }

    /**
     * Picks one, and counts the request.
     *
     * @throws RateLimitException with the numbers when all have reached their limits
     */
    @Override
    public Deployment pick(List<Deployment> candidates, Source source) {
        List<Deployment> open = open(candidates, tokens == null ? null : new PromptSize(source, tokens));
        while (!open.isEmpty()) {
            Deployment picked = inner.pick(open, source);
            if (book.take(picked.id(), picked.share().requestsPerMinute())) {
                return picked;
            }
            open.remove(picked);
        }
        throw refused(candidates);
    }

    private List<Deployment> open(List<Deployment> candidates, @Nullable PromptSize prompt) {
        List<Deployment> open = new ArrayList<>(candidates.size());
        for (Deployment candidate : candidates) {
            if (reached(candidate) == null && hasRoom(candidate, prompt)) {
                open.add(candidate);
            }
        }
        return open;
    }

    private boolean hasRoom(Deployment deployment, @Nullable PromptSize prompt) {
        Long limit = deployment.share().tokensPerMinute();
        return limit == null || prompt == null || prompt.fits(limit - book.tokens(deployment.id()), deployment);
    }

    /** The limit that a deployment has reached, with its numbers; null for none. */
    private @Nullable String reached(Deployment deployment) {
        Long limit = deployment.share().requestsPerMinute();
        long requests = limit == null ? 0 : book.requests(deployment.id());
        return limit == null || requests < limit ? null : "RPM limit=" + limit + ", current usage=" + requests;
    }

    private RateLimitException refused(List<Deployment> candidates) {
        Duration wait = book.left();
        String numbers = candidates.size() == 1
                ? numbers(candidates.getFirst())
                : candidates.stream()
                        .map(each -> each.id() + ": " + numbers(each))
                        .collect(Collectors.joining("; "));
        String beginning = candidates.size() == 1
                ? "Model rate limit exceeded. "
                : "No deployments available for selected model, Try again in " + seconds(wait)
                        + " seconds. Passed model=" + candidates.getFirst().group()
                        + ". Model rate limit exceeded. ";
        return new RateLimitException(ErrorDetail.of(beginning + numbers)
                .withType("rate_limit_error")
                .withCode("429")
                .withRetryAfter(wait));
    }

    private String numbers(Deployment deployment) {
        String reached = reached(deployment);
        return reached != null
                ? reached
                : "TPM limit=" + deployment.share().tokensPerMinute() + ", current usage="
                        + book.tokens(deployment.id());
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}

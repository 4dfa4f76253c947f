package dev.dragoman.gateway.secret;

import dev.dragoman.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks several names up at once, within a bounded time. */
final class Inquiry {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int AT_ONCE = 16;

    private final OpenVault vault;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    Inquiry(OpenVault vault) {
        this.vault = vault;
    }

    /**
     * What became of a name.
     *
     * @param found the secret; null when there is none, or it is not known
     * @param trouble why it is not known; null when it is
     */
    record Answer(
            String name,
            OidcTokens.@Nullable Read found,
            @Nullable String trouble) {}

    /** One answer for each name, in their order. */
    List<Answer> all(Collection<String> names) {
        List<String> asked = List.copyOf(names);
        List<Callable<OidcTokens.@Nullable Read>> questions = new ArrayList<>();
        asked.forEach(name -> questions.add(() -> read(name)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return answers(asked, threads.invokeAll(questions, LIMIT.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return asked.stream()
                    .map(name -> new Answer(name, null, "interrupted"))
                    .toList();
        } finally {
            // A vault that does not let itself be interrupted is not waited for.
            threads.shutdownNow();
        }
    }

    private OidcTokens.@Nullable Read read(String name) throws InterruptedException {
        turns.acquire();
        try {
            return vault.read(name);
        } catch (VaultException once) {
            if (!once.isPassing()) {
                throw once;
            }
            Thread.sleep(PAUSE);
            return vault.read(name);
        } finally {
            turns.release();
        }
    }

    private static List<Answer> answers(List<String> names, List<Future<OidcTokens.@Nullable Read>> futures)
            throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            answers.add(answer(names.get(i), futures.get(i)));
        }
        return answers;
    }

    private static Answer answer(String name, Future<OidcTokens.@Nullable Read> future) throws InterruptedException {
        try {
            return new Answer(name, future.get(), null);
        } catch (CancellationException late) {
            return new Answer(name, null, "no answer within " + LIMIT.toSeconds() + " seconds");
        } catch (ExecutionException failed) {
            return new Answer(name, null, reason(failed.getCause() == null ? failed : failed.getCause()));
        }
    }

    /** Why something failed, for people. */
    static String reason(Throwable failed) {
        return switch (failed) {
            case LlmException refused -> refused.detail().message();
            case VaultException vault -> String.valueOf(vault.getMessage());
            default -> failed.toString();
        };
    }
}

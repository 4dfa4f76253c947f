package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Limit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Calls as a limiter sees them. */
final class Calls {

    private Calls() {}

    static Limit requests(String key, long most) {
        return new Limit("api_key", key, most, null, null);
    }

    static Limit tokens(String key, long most) {
        return new Limit("api_key", key, null, most, null);
    }

    static Limit parallel(String key, int most) {
        return new Limit("api_key", key, null, null, most);
    }

    /** Asks for a call of so many tokens; null when it is refused. */
    static @Nullable Admission ask(Limiter limiter, long tokens, Limit... limits) {
        Admission admission = new Admission(List.of(limits), new TokenNeed(tokens, 0, false));
        return limiter.admit(admission) == null ? admission : null;
    }

    static boolean passes(Limiter limiter, Limit... limits) {
        return ask(limiter, 1, limits) != null;
    }

    /** How many of so many calls at the same time pass. */
    static long passing(int calls, Callable<Boolean> call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = java.util.stream.IntStream.range(0, calls)
                    .mapToObj(i -> callers.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            start.countDown();
            long passed = 0;
            for (Future<Boolean> answer : answers) {
                passed += answer.get() ? 1 : 0;
            }
            return passed;
        }
    }
}

package dev.dragoman.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.error.RateLimitException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How often somebody may try. */
final class GuessLimiterTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final GuessLimiter limiter = new GuessLimiter(now::get);

    private boolean mayTry(String account, String address) {
        try {
            limiter.begin(account, address);
            return true;
        } catch (RateLimitException refused) {
            return false;
        }
    }

    @Test
    void anAccountMayBeTriedAgainWhenTheWindowIsOver() {
        for (int i = 0; i < 5; i++) {
            assertThat(mayTry("Ann@example.com ", "10.0.0." + i)).isTrue();
        }

        assertThatThrownBy(() -> limiter.begin("ann@example.com", "10.0.1.1"))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        refused -> assertThat(refused.detail().retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(mayTry("bo@example.com", "10.0.1.1")).isTrue();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
        assertThat(mayTry("ann@example.com", "10.0.1.1")).isTrue();
    }

    @Test
    void aWholeNetworkIsOneAddress() {
        for (int i = 0; i < 50; i++) {
            assertThat(mayTry("user" + i, "2001:db8:1:2::" + i)).isTrue();
        }

        assertThat(mayTry("another", "2001:db8:1:2:ffff::1")).isFalse();
        assertThat(mayTry("another", "2001:db8:1:3::1")).isTrue();
    }

    @Test
    void whoIsRefusedByTheAddressCannotMakeAccountsBeForgotten() {
        for (int i = 0; i < 5; i++) {
            limiter.begin("ann", "10.0.0.1");
        }
        for (int i = 0; i < 100_000; i++) {
            mayTry("flood" + i, "10.0.0.9");
        }

        assertThat(mayTry("ann", "10.0.0.2")).isFalse();
    }

    /** Against a model that counts everything, with few names so that limits are met. */
    @Test
    void nobodyEverTriesMoreThanIsAllowed() {
        Random random = new Random(7);
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Instant> ends = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String account = "a" + random.nextInt(15);
            String address = "10.0.0." + random.nextInt(3);
            boolean right = random.nextInt(10) == 0;
            now.updateAndGet(time -> time.plusSeconds(random.nextInt(4)));
            for (String name : new String[] {account, address}) {
                if (!ends.containsKey(name) || !now.get().isBefore(ends.get(name))) {
                    counts.put(name, 0);
                    ends.put(name, now.get().plus(Duration.ofMinutes(5)));
                }
                if (name.equals(address) && counts.getOrDefault(address, 0) >= 50) {
                    break;
                }
            }
            boolean may = counts.getOrDefault(address, 0) < 50 && counts.getOrDefault(account, 0) < 5;

            assertThat(mayTry(account, address)).as("step " + i).isEqualTo(may);
            if (may && !right) {
                counts.merge(account, 1, Integer::sum);
                counts.merge(address, 1, Integer::sum);
            } else if (may) {
                limiter.forgive(account, address);
                ends.remove(account);
            }
        }
    }
}

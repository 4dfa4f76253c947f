package dev.dragoman.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.GatewayProcess;
import dev.dragoman.model.Usage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk after a gateway was killed is what was answered, or nothing. */
final class KilledCacheTest {

    private static final int CLIENTS = 4;
    private static final int ENOUGH = 300;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path folder;

    @Test
    void aKilledGatewayLeavesWholeAnswersOrNone() throws IOException, InterruptedException {
        Map<Integer, String> answered = new ConcurrentHashMap<>();
        killInTheMiddle(answered);

        int hits = 0;
        try (BareGateway gateway = BareGateway.of(config())) {
            for (Map.Entry<Integer, String> before : answered.entrySet()) {
                HttpResponse<String> again = gateway.post(Cached.CHAT, question(before.getKey()));
                assertThat(again.statusCode()).isEqualTo(200);
                if (Cached.isHit(again)) {
                    hits++;
                    assertThat(again.body()).isEqualTo(before.getValue());
                } else {
                    assertThat(again.body()).contains("question " + before.getKey() + " of many");
                }
            }
        }

        assertThat(hits).as("answers of %d that were kept", answered.size()).isPositive();
        try (Stream<Path> files = Files.list(cache())) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void whateverADiskMakesOfAFileIsTheEntryOrNone() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String text = "an answer of some length ".repeat(200);
        Entry entry = new Entry(
                1, 0, "id", Usage.of(1, 2), new Entry.Whole("text/plain", text.getBytes(StandardCharsets.UTF_8)));
        byte[] whole = EntryFormat.written("key", entry);
        int readable = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] left = damaged(whole, random);
            Entry read = EntryFormat.read("key", left);
            if (read != null) {
                readable++;
                assertThat(left).as("seed %d", seed).isEqualTo(whole);
            }
        }
        assertThat(readable).as("some are not damaged").isBetween(1, 1_000);
    }

    /** As after power was lost: cut off, with zeros in place of blocks, or with bits that fell over. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] left = whole.clone();
        int at = random.nextInt(whole.length);
        switch (random.nextInt(5)) {
            case 0 -> left = Arrays.copyOf(left, at);
            case 1 -> Arrays.fill(left, at, left.length, (byte) 0);
            case 2 -> Arrays.fill(left, at, Math.min(left.length, at + 512), (byte) 0);
            case 3 -> left[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                // Nothing happened to this one.
            }
        }
        return left;
    }

    private void killInTheMiddle(Map<Integer, String> answered) throws IOException, InterruptedException {
        Files.createDirectories(cache());
        try (GatewayProcess gateway = GatewayProcess.start(folder, config(), Map.of())) {
            gateway.awaitUp();
            AtomicInteger next = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(() -> askUntilItDies(gateway, next, answered)));
            }
            long end = System.nanoTime() + PATIENCE;
            while (answered.size() < ENOUGH) {
                assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
                LockSupport.parkNanos(1_000_000);
            }
            gateway.kill();
            for (Thread client : clients) {
                client.join();
            }
        }
    }

    private static void askUntilItDies(GatewayProcess gateway, AtomicInteger next, Map<Integer, String> answered) {
        while (true) {
            int number = next.getAndIncrement();
            HttpResponse<String> answer = gateway.sent(Gateway.KEY, Cached.CHAT, question(number));
            if (answer == null || answer.statusCode() != 200) {
                return;
            }
            answered.put(number, answer.body());
        }
    }

    private static String question(int number) {
        return Cached.question("echo", false, "question " + number + " of many");
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private String config() {
        return """
                litellm_settings: {cache: true, cache_params: {type: disk, disk_cache_dir: '%s'}}
                model_list:
                  - model_name: echo
                    litellm_params: {model: mock/echo}
                """.formatted(cache());
    }
}

package dev.dragoman.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.redis.RedisServer;
import dev.dragoman.model.Usage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
import org.jspecify.annotations.Nullable;
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
        int port = RedisServer.freePort();
        Process gateway = launched(port);
        try (HttpClient http = HttpClient.newHttpClient()) {
            awaitUp(http, port, gateway);
            AtomicInteger next = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(() -> askUntilItDies(http, port, next, answered)));
            }
            long end = System.nanoTime() + PATIENCE;
            while (answered.size() < ENOUGH) {
                assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
                LockSupport.parkNanos(1_000_000);
            }
            gateway.destroyForcibly().waitFor();
            for (Thread client : clients) {
                client.join();
            }
        } finally {
            gateway.destroyForcibly().waitFor();
        }
    }

    private static void askUntilItDies(HttpClient http, int port, AtomicInteger next, Map<Integer, String> answered) {
        while (true) {
            int number = next.getAndIncrement();
            String body = sent(http, port, Cached.CHAT, question(number));
            if (body == null) {
                return;
            }
            answered.put(number, body);
        }
    }

    private static void awaitUp(HttpClient http, int port, Process gateway) {
        long end = System.nanoTime() + PATIENCE;
        while (sent(http, port, "/health/liveliness", null) == null) {
            assertThat(gateway.isAlive()).isTrue();
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** The body of the answer; null when there is none, or it is none of success. */
    private static @Nullable String sent(HttpClient http, int port, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer " + Gateway.KEY)
                .header("content-type", "application/json");
        try {
            HttpResponse<String> answer = http.send(
                    json == null
                            ? request.build()
                            : request.POST(HttpRequest.BodyPublishers.ofString(json))
                                    .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException gone) {
            return null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Process launched(int port) throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), config());
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.dragoman.gateway.Main",
                        "--config",
                        config.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("LITELLM_MASTER_KEY", Gateway.KEY);
        builder.environment().put("DRAGOMAN_DATA_DIR", folder.resolve("data").toString());
        return builder.start();
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

package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.ask;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.model.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in files. */
final class DiskCacheTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersOutliveTheGateway(boolean stream) {
        String question = Cached.question("openai", stream, "Hi");
        String first;
        try (Cached cached = at(folder)) {
            first = cached.chat(question).body();
            assertThat(isHit(cached.chat(question))).isTrue();
        }
        try (Cached cached = at(folder)) {
            assertThat(cached.chat(question).body()).isEqualTo(first);
            assertThat(cached.asked()).isZero();
            cached.gateway.post("/cache/flushall", "");
            assertThat(isHit(cached.chat(question))).isFalse();
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsLoudAndFailsNoCall() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        try (Cached cached = at(file)) {
            assertThat(cached.chat(ask("Hi")).statusCode()).isEqualTo(200);
            assertThat(cached.gateway.get("/health/readiness/details").body()).contains("cannot ", "degraded");
            assertThat(cached.gateway.get("/cache/ping").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void damagedFilesAreNoAnswers() throws IOException {
        store("one", "two", "three");
        List<Path> files = files();
        byte[] whole = Files.readAllBytes(files.get(0));
        whole[whole.length - 1] ^= 1;
        Files.write(files.get(0), whole);
        Files.write(files.get(1), new byte[0]);
        Files.copy(files.get(2), files.get(2).resolveSibling("x"));
        Files.writeString(folder.resolve("left.answer.part"), "killed while it was written");

        try (DiskCache cache = new DiskCache(folder, 1 << 20)) {
            long found = Stream.of("one", "two", "three")
                    .filter(key -> cache.find(key) != null)
                    .count();
            assertThat(found).isEqualTo(1);
        }
        assertThat(files()).hasSize(1);
        assertThat(folder.resolve("left.answer.part")).doesNotExist();
    }

    @Test
    void theOldestLeaveWhenThereAreTooMany() throws IOException {
        String[] keys = new String[20];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "key " + i;
        }
        try (DiskCache cache = new DiskCache(folder, 30_000)) {
            for (String key : keys) {
                cache.put(key, entry(key));
            }
        }
        assertThat(files()).hasSizeBetween(1, 7);
        try (DiskCache cache = new DiskCache(folder, 10_000)) {
            assertThat(cache.trouble()).isNull();
        }
        assertThat(files()).hasSizeBetween(1, 2);
    }

    private void store(String... keys) {
        try (DiskCache cache = new DiskCache(folder, 1 << 20)) {
            for (String key : keys) {
                cache.put(key, entry(key));
                assertThat(cache.find(key)).as("also before it is written").isNotNull();
            }
        }
    }

    private static Entry entry(String text) {
        return new Entry(
                1, 0, "id", Usage.of(1, 2), new Entry.Whole("text/plain", text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".answer")).toList();
        }
    }

    private static Cached at(Path folder) {
        return Cached.with("type: disk, disk_cache_dir: '" + folder + "'");
    }
}

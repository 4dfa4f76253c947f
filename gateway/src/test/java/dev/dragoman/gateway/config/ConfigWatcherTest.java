package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.ConfigLoader.Loaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatcherTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> applied = new ArrayList<>();
    private Instant now = START;

    private static String model(String name) {
        return "model_list: [{model_name: %s, litellm_params: {model: mock/echo}}]\n".formatted(name);
    }

    private void write(String name, String content) {
        Configs.in(folder).file(name, content);
        changedAt(name, now);
    }

    private void changedAt(String name, Instant time) {
        try {
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(time));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ConfigWatcher watcher() {
        Configs configs = Configs.in(folder);
        Loaded loaded = ConfigLoader.load(configs.main(), configs.environment(), ModelCheck.NONE);
        return new ConfigWatcher(
                configs.main(),
                loaded,
                configs.environment(),
                ModelCheck.NONE,
                SecretSource.NONE,
                () -> now,
                this::apply);
    }

    private void apply(Loaded loaded) {
        String name = loaded.settings().models().getFirst().modelName();
        if (name.equals("refused")) {
            throw new ConfigException(List.of(
                    new Problem(Problem.Severity.ERROR, Location.whole("config.yaml"), "", "no such provider", "")));
        }
        if (name.equals("failing")) {
            throw new IllegalStateException("out of luck");
        }
        applied.add(name);
    }

    private void later(ConfigWatcher watcher) {
        now = now.plusSeconds(1);
        watcher.look();
    }

    private static ConfigWatcher.Failure failure(ConfigWatcher watcher) {
        return Objects.requireNonNull(watcher.lastFailure(), "a failure");
    }

    @Test
    void withoutAChangeNothingHappens() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        later(watcher);
        later(watcher);

        assertThat(applied).isEmpty();
        assertThat(watcher.lastFailure()).isNull();
    }

    @Test
    void aChangedFileIsApplied() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        write("config.yaml", model("two"));
        later(watcher);
        later(watcher);

        assertThat(applied).containsExactly("two");
    }

    @Test
    void aChangeBetweenLoadingAndTheFirstLookIsNotLost() {
        write("config.yaml", model("one"));
        Configs configs = Configs.in(folder);
        Loaded loaded = ConfigLoader.load(configs.main(), configs.environment(), ModelCheck.NONE);
        write("config.yaml", model("two"));

        later(new ConfigWatcher(
                configs.main(),
                loaded,
                configs.environment(),
                ModelCheck.NONE,
                SecretSource.NONE,
                () -> now,
                this::apply));

        assertThat(applied).containsExactly("two");
    }

    @Test
    void aFileTouchedButNotChangedIsNotLoadedAgain() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();
        later(watcher);

        changedAt("config.yaml", now);
        later(watcher);

        assertThat(applied).isEmpty();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftUntilItRests() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        now = now.plusSeconds(1);
        write("config.yaml", model("half"));
        watcher.look();
        assertThat(applied).isEmpty();

        now = now.plus(Duration.ofMillis(150));
        write("config.yaml", model("whole"));
        watcher.look();
        assertThat(applied).isEmpty();

        now = now.plus(Duration.ofMillis(200));
        watcher.look();
        assertThat(applied).containsExactly("whole");
    }

    @Test
    void aClockBehindTheFilesDoesNotBlindTheWatch() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        write("config.yaml", model("two"));
        changedAt("config.yaml", now.plus(Duration.ofDays(1)));
        later(watcher);

        assertThat(applied).containsExactly("two");
    }

    @Test
    void aBrokenFileKeepsTheOldSettingsAndSaysWhy() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        write("config.yaml", "model_list:\n- model_name: two\n");
        later(watcher);

        assertThat(applied).isEmpty();
        ConfigWatcher.Failure failure = failure(watcher);
        assertThat(failure.time()).isEqualTo(START.plusSeconds(1));
        assertThat(failure.problems())
                .singleElement()
                .asString()
                .endsWith("config.yaml:2: error: model_list[0](two).litellm_params: nothing"
                        + " (expected: how to call the provider, with model at least)");
    }

    @Test
    void aBrokenFileIsToldOnce() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        write("config.yaml", "nonsense\n");
        later(watcher);
        ConfigWatcher.Failure first = watcher.lastFailure();
        later(watcher);

        assertThat(watcher.lastFailure()).isSameAs(first);
    }

    @Test
    void aRepairedFileIsAppliedAndTheFailureForgotten() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();
        write("config.yaml", "nonsense\n");
        later(watcher);

        write("config.yaml", model("two"));
        later(watcher);

        assertThat(applied).containsExactly("two");
        assertThat(watcher.lastFailure()).isNull();
    }

    @Test
    void settingsThatTheGatewayRefusesAreAFailure() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        write("config.yaml", model("refused"));
        later(watcher);

        assertThat(failure(watcher).problems()).singleElement().asString().contains("no such provider");
    }

    @Test
    void aFailureWhileApplyingDoesNotEndTheWatch() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        write("config.yaml", model("failing"));
        later(watcher);
        assertThat(failure(watcher).problems()).singleElement().asString().contains("out of luck");
        write("config.yaml", model("two"));
        later(watcher);

        assertThat(applied).containsExactly("two");
    }

    @Test
    void anIncludedFileIsWatchedToo() {
        write("more.yaml", model("one"));
        write("config.yaml", "include: more.yaml\n");
        ConfigWatcher watcher = watcher();

        write("more.yaml", model("two"));
        later(watcher);

        assertThat(applied).containsExactly("two");
    }

    @Test
    void aFileThatANewIncludeIsMissingIsWaitedFor() {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();
        write("config.yaml", "include: late.yaml\n");
        later(watcher);
        assertThat(watcher.lastFailure()).isNotNull();

        write("late.yaml", model("late"));
        later(watcher);

        assertThat(applied).containsExactly("late");
        assertThat(watcher.lastFailure()).isNull();
    }

    @Test
    void aFileThatGoesAwayIsAFailureUntilItIsBack() throws IOException {
        write("config.yaml", model("one"));
        ConfigWatcher watcher = watcher();

        Files.delete(folder.resolve("config.yaml"));
        later(watcher);
        assertThat(failure(watcher).problems()).singleElement().asString().contains("no such file");
        write("config.yaml", model("one"));
        later(watcher);

        assertThat(applied).containsExactly("one");
        assertThat(watcher.lastFailure()).isNull();
    }

    @Test
    void linksThatAreSwappedAreNoticed() throws IOException {
        Files.createDirectories(folder.resolve("v1"));
        Files.createDirectories(folder.resolve("v2"));
        write("v1/config.yaml", model("one"));
        write("v2/config.yaml", model("two"));
        Files.createSymbolicLink(folder.resolve("data"), Path.of("v1"));
        Files.createSymbolicLink(folder.resolve("config.yaml"), Path.of("data", "config.yaml"));
        ConfigWatcher watcher = watcher();
        later(watcher);

        Files.createSymbolicLink(folder.resolve("data_tmp"), Path.of("v2"));
        Files.move(folder.resolve("data_tmp"), folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
        later(watcher);

        assertThat(applied).containsExactly("two");
    }

    @Test
    void aPipeIsReadOnceAndNotWatched() throws IOException, InterruptedException {
        write("more.yaml", model("one"));
        write("config.yaml", "include: more.yaml\n");
        ConfigWatcher watcher = watcher();
        Files.delete(folder.resolve("more.yaml"));
        int made = new ProcessBuilder("mkfifo", folder.resolve("more.yaml").toString())
                .start()
                .waitFor();
        assertThat(made).isZero();

        later(watcher);

        assertThat(applied).isEmpty();
        assertThat(watcher.lastFailure()).isNull();
    }
}

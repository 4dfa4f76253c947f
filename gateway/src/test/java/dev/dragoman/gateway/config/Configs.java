package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes configuration files into a folder and reads them. */
record Configs(Path folder, Map<String, String> variables) {

    static Configs in(Path folder) {
        return new Configs(folder, Map.of());
    }

    Configs with(Map<String, String> more) {
        return new Configs(folder, more);
    }

    Configs file(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    ConfigFile main() {
        return new ConfigFile(folder.resolve("config.yaml"), Environment.of(variables));
    }

    ConfigReading read(String content) {
        return file("config.yaml", content).main().read();
    }

    /** The settings of a file without errors. */
    Settings settings(String content) {
        ConfigReading reading = read(content);
        assertThat(reading).as(() -> reading.problems().toString()).isInstanceOf(ConfigReading.Accepted.class);
        return ((ConfigReading.Accepted) reading).settings();
    }

    /** The parameters of the first model. */
    ModelParams params(String content) {
        return settings(content).models().getFirst().params();
    }

    /** The errors and warnings, without the folder. */
    List<String> problems(String content) {
        return told(read(content));
    }

    List<String> told(ConfigReading reading) {
        return reading.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}

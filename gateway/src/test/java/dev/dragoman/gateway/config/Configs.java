package dev.dragoman.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes configuration files into a folder and reads them. */
record Configs(Path folder, Map<String, String> variables, ModelCheck check) {

    static Configs in(Path folder) {
        return new Configs(folder, Map.of(), ModelCheck.NONE);
    }

    Configs with(Map<String, String> more) {
        return new Configs(folder, more, check);
    }

    Configs file(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    Path main() {
        return folder.resolve("config.yaml");
    }

    ConfigFile.Reading read(String content) {
        return file("config.yaml", content).read();
    }

    ConfigFile.Reading read() {
        return new ConfigFile(main(), environment(), check, SecretSource.NONE).read();
    }

    /** The settings of a file without errors. */
    Settings settings(String content) {
        return ConfigLoader.load(file("config.yaml", content).main(), environment(), check)
                .settings();
    }

    /** The parameters of the first model. */
    ModelParams params(String content) {
        return settings(content).models().getFirst().params();
    }

    /** The errors and warnings, without the folder. */
    List<String> problems(String content) {
        return told(read(content));
    }

    List<String> told(ConfigFile.Reading reading) {
        List<Problem> problems = switch (reading) {
            case ConfigFile.Reading.Accepted accepted -> accepted.loaded().warnings();
            case ConfigFile.Reading.Refused refused -> refused.problems();
        };
        return problems.stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    Environment environment() {
        return new Environment(variables);
    }
}

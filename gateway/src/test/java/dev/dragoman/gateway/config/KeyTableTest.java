package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    @Test
    void noNameStandsTwiceInASection() {
        for (KeySection section : KeyTable.load().sections()) {
            Set<String> seen = new HashSet<>();

            for (KeySpec spec : section.keys()) {
                assertThat(seen.add(spec.name()))
                        .as(section.name() + " " + spec.name())
                        .isTrue();
                spec.aliases()
                        .forEach(alias -> assertThat(seen.add(alias)).as(alias).isTrue());
            }
        }
    }

    @Test
    void everyKeyHasAMeaning() {
        assertThat(KeyTable.load().sections())
                .flatMap(KeySection::keys)
                .allSatisfy(spec -> assertThat(spec.meaning()).endsWith("."));
    }

    @Test
    void aDefaultIsAValueOfItsKey() {
        assertThat(KeyTable.load().sections())
                .flatMap(KeySection::keys)
                .filteredOn(spec -> !spec.fallback().isEmpty())
                .allSatisfy(spec -> assertThat(spec.type().value(scalar(spec.fallback())))
                        .as(spec.name())
                        .isNotNull());
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatThrownBy(() -> KeyTable.parse("[section]\nkey | number of sheep | | | acted | Sheep."))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aLineWithAColumnTooFewIsRefused() {
        assertThatThrownBy(() -> KeyTable.parse("[section]\nkey | text | acted | Sheep."))
                .hasMessageContaining("expected 6 columns");
    }

    private static ConfigNode scalar(String text) {
        return new ConfigNode.Scalar(YamlScalars.meaning(text), text, Location.whole("test"), null);
    }
}

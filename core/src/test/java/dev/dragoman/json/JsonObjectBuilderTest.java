package dev.dragoman.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonObjectBuilderTest {

    @Test
    void aNamePutTwiceKeepsItsPlaceAndTakesTheLaterValueHoweverManyThereAre() {
        JsonObject.Builder builder = JsonObject.builder();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                builder.put("k" + i, round);
            }
        }

        JsonObject object = builder.build();

        assertThat(object.size()).isEqualTo(1000);
        assertThat(object.names().get(999)).isEqualTo("k999");
        assertThat(object.integer("k0")).isEqualTo(1);
        assertThat(object.integer("k999")).isEqualTo(1);
    }
}

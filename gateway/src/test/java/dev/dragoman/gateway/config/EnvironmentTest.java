package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void anEmptyVariableIsAbsent() {
        Environment environment = new Environment(Map.of("EMPTY", "", "BLANK", " ", "SET", "value"));

        assertThat(environment.get("EMPTY")).isNull();
        assertThat(environment.get("BLANK")).isNull();
        assertThat(environment.get("MISSING")).isNull();
        assertThat(environment.get("SET")).isEqualTo("value");
    }

    @Test
    void theFirstThatIsSetCounts() {
        Environment environment = new Environment(Map.of("ONE", "", "TWO", "two", "THREE", "three"));

        assertThat(environment.first(List.of("ONE", "TWO", "THREE"))).isEqualTo("two");
        assertThat(environment.first(List.of("ONE"))).isNull();
    }

    @Test
    void othersComeOnTop() {
        Environment environment = new Environment(Map.of("A", "a", "B", "b")).with(Map.of("B", "new"));

        assertThat(environment.get("A")).isEqualTo("a");
        assertThat(environment.get("B")).isEqualTo("new");
    }

    @Test
    void theProcessHasAPath() {
        assertThat(Environment.ofProcess().get("PATH")).isNotNull();
    }

    @Test
    void itsTextHoldsNoValues() {
        assertThat(new Environment(Map.of("KEY", "secret")).toString()).isEqualTo("Environment[KEY]");
    }
}

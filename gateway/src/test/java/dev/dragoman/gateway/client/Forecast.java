package dev.dragoman.gateway.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * The type that structured answers are read into.
 *
 * @param city where
 * @param days what is expected, day by day
 */
record Forecast(
        @JsonProperty("city") String city,
        @JsonProperty("days") List<Day> days) {

    static final Forecast OF_OSLO = new Forecast("Oslo", List.of(new Day("snow", -3), new Day("sun ☀", 1)));

    /** {@link #OF_OSLO} as a model writes it. */
    static final String OF_OSLO_IN_JSON = """
            {"city":"Oslo","days":[{"sky":"snow","degrees":-3},{"sky":"sun ☀","degrees":1}]}""";

    /**
     * One day.
     *
     * @param sky what is above
     * @param degrees how warm it is
     */
    record Day(
            @JsonPropertyDescription("What is above") @JsonProperty("sky")
            String sky,

            @JsonProperty("degrees") int degrees) {}
}

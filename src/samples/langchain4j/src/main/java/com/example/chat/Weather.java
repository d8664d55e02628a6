package com.example.chat;

import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/** The tool of the assistant. */
public class Weather {

    private final List<String> cities = new ArrayList<>();

    @Tool("Returns the weather in a city.")
    public String getWeather(String city) {
        cities.add(city);
        return "sunny";
    }

    /** Returns the cities that were looked up. */
    public List<String> cities() {
        return List.copyOf(cities);
    }
}

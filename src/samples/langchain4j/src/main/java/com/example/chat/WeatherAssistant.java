package com.example.chat;

import dev.langchain4j.service.Result;

/** An assistant that looks up the weather. LangChain4j implements it. */
public interface WeatherAssistant {

    Result<String> answer(String question);
}

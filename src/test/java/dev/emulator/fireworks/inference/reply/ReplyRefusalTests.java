package dev.emulator.fireworks.inference.reply;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that are invalid or can never answer are refused with the field and the reason. */
class ReplyRefusalTests extends ReplyStory {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            reply                         | {}                                                                              | is required
            reply                         | {'reply': {}}                                                                   | is empty
            replies                       | {REPLY, 'replies': [{'content': 'x'}]}                                          | cannot be combined
            replies[1]                    | {'replies': [{'content': 'x'}, {}]}                                             | is empty
            times                         | {REPLY, 'times': 0}                                                             | must be at least 1
            times                         | {'replies': [{'content': 'x'}, {'content': 'y'}], 'times': 1}                   | never be used
            when.nth                      | {REPLY, 'when': {'nth': 0}}                                                     | must be at least 1
            when                          | {REPLY, 'when': {'nth': 3, 'first': 2}}                                         | would never fire
            when.until                    | {REPLY, 'when': {'until': '2020-01-01T00:00:00Z'}}                              | is in the past
            match.operation               | {REPLY, 'match': {'operation': 'chat'}}                                         | use one of CHAT, COMPLETION, RESPONSE, MESSAGE
            match.operation               | {REPLY, 'match': {'operation': 'EMBEDDING'}}                                    | generates no text
            match.system_text             | {REPLY, 'match': {'operation': 'COMPLETION', 'systemText': {'equals': 'x'}}}    | text completions have no system message
            match.tools                   | {REPLY, 'match': {'operation': 'COMPLETION', 'tools': ['x']}}                   | text completions have no tools
            match.tools                   | {REPLY, 'match': {'tools': ['']}}                                               | empty name
            match.tool_result             | {REPLY, 'match': {'operation': 'COMPLETION', 'toolResult': true}}               | text completions have no results
            match.user_text               | {REPLY, 'match': {'userText': {}}}                                              | needs equals, contains or regex
            match.user_text               | {REPLY, 'match': {'userText': {'equals': 'a', 'contains': 'b'}}}                | never matches
            match.user_text               | {REPLY, 'match': {'userText': {'equals': 'a', 'regex': '^b'}}}                  | never matches
            match.user_text.regex         | {REPLY, 'match': {'userText': {'regex': '('}}}                                  | is not a regular expression
            match.user_text.regex         | {REPLY, 'match': {'userText': {'regex': '(a)\\\\1'}}}                           | is not a regular expression
            match.system_text.regex       | {REPLY, 'match': {'systemText': {'regex': '((x{500}){500}){500}'}}}             | after all counts
            reply.error                   | {'reply': {'content': 'x', 'error': {'httpStatus': 500}}}                       | cannot be combined
            reply.error.http_status       | {'reply': {'error': {'message': 'x'}}}                                          | must be 400 to 599
            reply.error.body              | {'reply': {'error': {'httpStatus': 500, 'message': 'x', 'body': 'y'}}}          | cannot be combined
            reply.error.retry_after       | {'reply': {'error': {'httpStatus': 500, 'retryAfter': '1'}}}                    | is not a duration
            reply.refusal                 | {'reply': {'content': 'x', 'refusal': 'no'}}                                    | cannot be combined
            reply.logprobs                | {'reply': {'refusal': 'x', 'logprobs': [-1]}}                                   | missing
            reply.logprobs                | {'reply': {'content': 'x', 'logprobs': [0.5]}}                                  | must be 0 or less
            reply.tool_calls              | {'reply': {'toolCalls': [{'arguments': {}}]}}                                   | need a name
            reply.usage                   | {'reply': {'content': 'x', 'usage': {'promptTokens': -1}}}                      | negative
            reply.usage.cached_tokens     | {'reply': {'content': 'x', 'usage': {'promptTokens': 1, 'cachedTokens': 2}}}    | more than prompt_tokens
            reply.usage.reasoning_tokens  | {'reply': {'content': 'x', 'usage': {'reasoningTokens': 2}}}                    | more than completion_tokens
            reply.content                 | {'reply': {'content': '{{usr}}'}}                                               | unknown variable {{usr}}
            reply.content                 | {'reply': {'content': '{{content}}'}}                                           | unknown variable {{content}}
            reply.content                 | {'reply': {'content': {'a': ['{{usr}}']}}}                                      | unknown variable {{usr}}
            reply.content                 | {'reply': {'content': '{{#user}}'}}                                             | is not a Mustache template
            reply.content                 | {'reply': {'content': '{{>file}}'}}                                             | partials are not supported
            reply.content                 | {'reply': {'content': '{{groups[1]}}'}}                                         | need a regular expression
            reply.content                 | {'match': {'userText': {'regex': 'a'}}, 'reply': {'content': '{{groups[1]}}'}}  | does not have
            reply.content                 | {'match': {'userText': {'regex': 'a'}}, 'reply': {'content': '{{groups.b}}'}}   | does not have
            reply.tool_calls.arguments    | {'reply': {'toolCalls': [{'name': 'f', 'arguments': {'a': '{{x}}'}}]}}          | unknown variable
            reply.error.message           | {'reply': {'error': {'httpStatus': 500, 'message': '{{x}}'}}}                   | unknown variable
            timing.time_to_first_token    | {REPLY, 'timing': {'timeToFirstToken': 'soon'}}                                 | is not a duration
            timing.time_to_first_token    | {REPLY, 'timing': {'timeToFirstToken': '3601s'}}                                | must be an hour at most
            timing.tokens_per_second      | {REPLY, 'timing': {'tokensPerSecond': -1}}                                      | at least 0.01
            timing.tokens_per_second      | {REPLY, 'timing': {'tokensPerSecond': 0.001}}                                   | at least 0.01
            timing.jitter                 | {REPLY, 'timing': {'tokensPerSecond': 1, 'jitter': 1.5}}                        | must be 0 to 1
            timing.jitter                 | {REPLY, 'timing': {'jitter': 0.5}}                                              | no effect
            timing                        | {'reply': {'error': {'httpStatus': 500}}, 'timing': {'tokensPerSecond': 1}}     | no effect on errors
            """)
    void whatCouldNeverAnswerIsRefused(String field, String reply, String reason) {
        post(reply.replace("REPLY", "'reply': {'content': 'x'}"))
                .then()
                .statusCode(400)
                .body("code", equalTo(3))
                .body("message", containsString(reason))
                .body("details[0].fieldViolations[0].field", equalTo(field));
        control.get("/replies").then().body("replies", hasSize(0));
    }

    @Test
    void aReplyBehindOneThatAnswersAllOfItsRequestsIsRefused() {
        aReply("{'reply': {'content': 'default'}}");

        post("{'match': {'userText': {'equals': 'x'}}, 'reply': {'content': 'special'}}")
                .then()
                .statusCode(400)
                .body("message", containsString("replies/reply-1 already answers all of these requests"));
        post("{'order': -1, 'match': {'userText': {'equals': 'x'}}, 'reply': {'content': 'special'}}")
                .then()
                .statusCode(200);
    }

    @Test
    void anUnknownFieldIsRefused() {
        post("{'reply': {'text': 'x'}}").then().statusCode(400).body("message", containsString("unknown field"));
    }
}

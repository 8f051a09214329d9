/// The ways in which a server of language models misbehaves. By its raw value after `fault-`, as the name of a model, each can
/// be had from a ``ScriptedModelServer``.
public enum ModelServerFault: String, Sendable, CaseIterable {
    /// Reads the request, and never answers.
    case hang
    /// Closes the connection without an answer.
    case closed
    /// Sends the head of an answer, and nothing else.
    case hangAfterHeaders = "hang-after-headers"
    /// Stops in the middle of the text.
    case hangInText = "hang-in-text"
    /// Sends heartbeats, and no text.
    case endlessHeartbeats = "endless-heartbeats"
    /// Sends one byte a second.
    case oneByteASecond = "one-byte-a-second"
    /// Sends words in good time, and never ends.
    case neverEnds = "never-ends"
    /// Sends words as fast as it can, and never ends.
    case endless
    /// 429 with a `Retry-After` of 7 seconds.
    case rateLimited = "429-retry-after"
    /// 429 without one.
    case rateLimitedSilently = "429"
    case internalError = "500"
    case badGateway = "502"
    case unavailable = "503"
    case overloaded = "529"
    /// A page of a proxy with the status 503.
    case htmlError = "html-error"
    /// A page with the status 200.
    case html
    /// A stream whose content type is that of plain text.
    case wrongContentType = "wrong-content-type"
    /// Ends the stream properly, as far as HTTP goes, in the middle of the text.
    case halfClosed = "half-closed"
    /// Resets the connection in the middle of an event.
    case resetInEvent = "reset-in-event"
    /// Sends a line of 64 MB.
    case hugeLine = "huge-line"
    /// 2 kB that are 2 MB when they are decompressed.
    case decompressionBomb = "decompression-bomb"
    /// Ends lines with CR, LF and CRLF in turn, and cuts between CR and LF.
    case mixedLineEnds = "mixed-line-ends"
    /// Sends every byte of the text by itself, letters of several bytes too.
    case splitUTF8 = "split-utf-8"
    /// A byte that is no UTF-8, inside the text.
    case invalidUTF8 = "invalid-utf-8"
    /// An event that is no JSON.
    case badJSON = "bad-json"
    /// Every event that frames the text comes twice.
    case duplicateEvents = "duplicate-events"
    /// Text comes between the stop reason and the end marker, and after that.
    case textAfterEnd = "text-after-end"
    /// An error in the place of an event.
    case errorInStream = "error-in-stream"
    /// A redirect to an address of a private network.
    case redirect
    /// A filter of content stops the text.
    case contentFilter = "content-filter"
    /// The limit of tokens stops the text.
    case lengthStop = "length-stop"
    /// Ends properly without text.
    case emptyAnswer = "empty-answer"
    /// Wants to call a tool that nobody offered.
    case toolCall = "tool-call"
    /// Does not know the model.
    case unknownModel = "unknown-model"
    /// Answers as another model than the one that was asked for.
    case otherModel = "other-model"
    /// The key has expired.
    case expiredKey = "expired-key"
    /// The account has no money left.
    case quotaUsedUp = "quota-used-up"
    /// The prompt is longer than the context.
    case contextExceeded = "context-exceeded"
}

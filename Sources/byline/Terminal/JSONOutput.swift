import Foundation
import Reasoning
import Retrieval
import Service
import Store

/// JSON on the standard output, in the forms that the HTTP service uses.
enum JSONOutput {
    static func write(_ value: some Encodable) throws { try write(WireEncoding.data(value)) }
    static func write(_ answer: Answer) throws { try write(WireEncoding.data(answer)) }
    static func write(_ corpora: [CorpusStatus]) throws { try write(WireEncoding.data(corpora)) }
    static func write(_ result: SearchResult) throws { try write(WireEncoding.data(result)) }

    private static func write(_ data: Data) { Terminal.write(String(decoding: data, as: UTF8.self)) }
}

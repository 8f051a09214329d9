import Embedding
import Testing

@Suite("A line with a vector that was made elsewhere")
struct VectorLineTests {
    private func read(_ text: String) throws(VectorLine.Fault) -> VectorLine {
        let bytes = Array(text.utf8)
        // A typed throw does not pass through the closure.
        let result: Result<VectorLine, VectorLine.Fault> = bytes.withUnsafeBufferPointer { bytes in
            do throws(VectorLine.Fault) {
                return .success(try VectorLine(bytes, dimension: 3))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    @Test("is read with members in any order, and others skipped")
    func good() throws {
        let line = try read(#" {"vector":[0.1,-2e-3,3],"note":{"a":[null,"]"]},"chunk":"chk_1"} "#)
        #expect(line.chunk == "chk_1" && line.vector == [0.1, -2e-3, 3])
        #expect(try read(#"{"chunk":"c","vector":[]}"#).vector.isEmpty)
    }

    @Test("keeps what is no number as NaN, for the length's check to refuse")
    func noNumber() throws {
        #expect(try read(#"{"chunk":"c","vector":[null,NaN,1]}"#).vector.map(\.isNaN) == [true, true, false])
    }

    @Test(
        "says what is wrong",
        arguments: [
            ("", VectorLine.Fault.malformed(offset: 0)),
            ("[1]", .malformed(offset: 0)),
            (#"{"chunk":"c","vector":[1,"0"]}"#, .malformed(offset: 25)),
            (#"{"chunk":"c","vector":[1]} x"#, .malformed(offset: 27)),
            (#"{"chunk":"c"}"#, .lacks("vector")),
            (#"{"vector":[1]}"#, .lacks("chunk")),
        ])
    func bad(text: String, fault: VectorLine.Fault) {
        #expect(throws: fault) { try read(text) }
    }
}

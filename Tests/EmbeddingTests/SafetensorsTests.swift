import Corpus
import Foundation
import Testing

@testable import Embedding

@Suite struct SafetensorsTests {
    private static func file(_ header: String, data: Int, claiming length: UInt64? = nil) -> Data {
        var file = Data()
        withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { file.append(contentsOf: $0) }
        file.append(contentsOf: header.utf8)
        file.append(contentsOf: (0..<data).map { UInt8(truncatingIfNeeded: $0) })
        return file
    }

    private static func tensor(_ type: String, _ shape: [Int], _ offsets: [Int]) -> String {
        "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
    }

    /// Eleven bytes of padding bring the data to a multiple of eight.
    private static let sound =
        "{\"__metadata__\":{\"format\":\"p\\\"t\"},\"a\":\(tensor("F32", [2, 3], [0, 24])),"
        + "\"b\":\(tensor("U8", [], [24, 25])),\"empty\":\(tensor("F32", [0, 7], [25, 25]))}"

    private func open(_ data: Data) throws -> Safetensors {
        let folder = try TemporaryFolder()
        return try Safetensors(contentsOf: folder.write(data, "model.safetensors"))
    }

    private func fault(_ data: Data) -> String? {
        do {
            _ = try open(data)
            return nil
        } catch let error as BylineError {
            #expect(error.code == .weightsMalformed)
            #expect(error.remedy == "Remove it and run Scripts/fetch-weights, or fetch its model's folder again.")
            return error.message.components(separatedBy: "usable safetensors file: ").last
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    @Test func readsWhatASoundFileHolds() throws {
        let padding = String(repeating: " ", count: 8 - Self.sound.utf8.count % 8)
        let file = try open(Self.file(Self.sound + padding, data: 25))
        #expect(Set(file.tensors.keys) == ["a", "b", "empty"])
        #expect(file.tensors["a"]?.shape == [2, 3] && file.tensors["b"]?.type == .uint8)
        let floats = try file.floats("a", shape: [2, 3])
        #expect(floats.count == 6 && floats.base[0].bitPattern == 0x0302_0100)
    }

    @Test func namesWhatATensorLacks() throws {
        let file = try open(
            Self.file(Self.sound + String(repeating: " ", count: 8 - Self.sound.utf8.count % 8), data: 25))
        func message(_ name: String, _ shape: [Int]) -> String? {
            do {
                _ = try file.floats(name, shape: shape)
                return nil
            } catch { return (error as? BylineError)?.message }
        }
        #expect(message("c", [1])?.hasSuffix("it has no tensor c.") == true)
        #expect(message("a", [3, 2])?.hasSuffix("a is F32 [2, 3], where F32 [3, 2] is needed.") == true)
        #expect(message("b", [])?.hasSuffix("b is U8 [], where F32 [] is needed.") == true)
        let crooked = try open(Self.file("{\"a\":\(Self.tensor("F32", [1], [0, 4]))} ", data: 4))
        let header = "{\"a\":\(Self.tensor("F32", [1], [0, 4]))} "
        if !(header.utf8.count + 8).isMultiple(of: 4) {
            #expect(throws: BylineError.self) { try crooked.floats("a", shape: [1]) }
        }
    }

    @Test func refusesWhatAHeaderMayNotClaim() {
        let one = Self.tensor("F32", [1], [0, 4])
        let cases: [(Data, String)] = [
            (Data(), "it has 0 bytes, too few for a header."),
            (Data([1, 2, 3]), "it has 3 bytes, too few for a header."),
            (Self.file("{}", data: 0, claiming: .max), "its header claims 18446744073709551615 bytes."),
            (Self.file("{}", data: 0, claiming: 100_000_001), "its header claims 100000001 bytes."),
            (Self.file("{}", data: 0, claiming: 3), "its header claims 3 bytes and the file has 10."),
            (Self.file("{}", data: 1), "1 bytes at its end belong to no tensor."),
            (Self.file("{\"a\":\(one)}", data: 3), "a stands outside the file."),
            (Self.file("{\"a\":\(Self.tensor("F32", [1], [4, 0]))}", data: 4), "a stands outside the file."),
            (Self.file("{\"a\":\(Self.tensor("F32", [2], [0, 4]))}", data: 4), "a needs 8 bytes and has 4."),
            (Self.file("{\"a\":\(Self.tensor("F33", [1], [0, 4]))}", data: 4), "a has the unknown type F33."),
            (
                Self.file("{\"a\":\(Self.tensor("F32", [1 << 40, 1 << 40], [0, 4]))}", data: 4),
                "the shape of a is larger than any memory."
            ),
            (Self.file("{\"a\":\(one),\"a\":\(one)}", data: 4), "the tensor a is there twice."),
            (Self.file("{\"a\":\(one),\"b\":\(one)}", data: 4), "b overlaps another tensor."),
            (
                Self.file("{\"a\":\(one),\"b\":\(Self.tensor("F32", [1], [8, 12]))}", data: 12),
                "there is a hole before b."
            ),
            (
                Self.file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", data: 4),
                "a lacks its dtype, shape or data_offsets."
            ),
            (
                Self.file("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1]}}", data: 4),
                "a states its dtype twice."
            ),
            (Self.file("{\"a\":{\"x\":1}}", data: 4), "a has the unknown field x."),
            (Self.file("{\"a\":\(Self.tensor("F32", [1], [0, 4, 5]))}", data: 4), "a has 3 offsets."),
            (
                Self.file("{\"a\":{\"shape\":[99999999999999999999]}}", data: 4),
                "its header has a number beyond 64 bits."
            ),
            (Self.file("{\"a\":{\"shape\":[-1]}}", data: 4), "its header lacks a whole number at byte 23."),
            (Self.file("{} {}", data: 0), "its header goes on after its end."),
            (Self.file("[]", data: 0), "its header lacks '{' at byte 8."),
            (Self.file("{\"a", data: 0), "its header lacks the end of a name at byte 9."),
        ]
        for (data, expected) in cases { #expect(fault(data) == expected) }
    }

    /// Whatever is changed in a sound file: it is read within its bounds, or refused with an error of ours.
    @Test func survivesChangedBytes() throws {
        let sound = Self.file(Self.sound, data: 25)
        var random = SystemRandomNumberGenerator()
        let folder = try TemporaryFolder()
        for round in 0..<1500 {
            var data = sound
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: 0..<data.count, using: &random)
                switch round % 3 {
                case 0: data[place] = UInt8.random(in: 0...255, using: &random)
                case 1: data[place] = [0x30, 0x39, 0x22, 0x7b, 0x7d, 0x2c].randomElement(using: &random) ?? 0
                default: data = data.prefix(max(1, place))
                }
            }
            do {
                let file = try Safetensors(contentsOf: folder.write(data, "changed"))
                for tensor in file.tensors.values { #expect(tensor.bytes.upperBound <= data.count) }
            } catch {
                #expect((error as? BylineError)?.code == .weightsMalformed, "\(error)")
            }
        }
    }

    @Test func aFolderIsNoFile() throws {
        let folder = try TemporaryFolder()
        #expect {
            try Safetensors(contentsOf: folder.url)
        } throws: { error in
            (error as? BylineError)?.message == "\(folder.url.path) cannot be read: it is not a file."
        }
    }
}

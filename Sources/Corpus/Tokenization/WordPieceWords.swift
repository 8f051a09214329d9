/// Reading words for ``WordPiece``: plain ASCII where they stand, all others folded into a buffer.
extension WordPiece {
    /// Tokenizes the word that begins with the ASCII letter at `start`; returns where to read on.
    @inline(__always)
    func appendWord(
        _ utf8: UnsafeBufferPointer<UInt8>, from start: Int, _ classes: UnsafeBufferPointer<ByteClass>,
        to buffer: inout TokenBuffer
    ) -> Int {
        var end = start + 1
        while end < utf8.count, classes[Int(utf8[end])] == .letter { end += 1 }
        if end < utf8.count {
            let next = classes[Int(utf8[end])]
            // A mark or a vanishing character may follow that belongs to the word.
            if next == .wide || next == .dropped { return appendFoldedWord(utf8, from: start, to: &buffer) }
        }
        if end - start > FoldedWord.maximumScalars {
            buffer.tokens.append(Token(id: unk, bytes: start..<end))
        } else {
            appendPieces(UnsafeBufferPointer(rebasing: utf8[start..<end]), at: start, to: &buffer.tokens)
        }
        return end
    }

    /// Tokenizes the next word from `start`, of any scalars; returns where to read on, always beyond `start`.
    func appendFoldedWord(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int, to buffer: inout TokenBuffer) -> Int {
        buffer.word.removeAll()
        var position = start
        while position < utf8.count {
            guard let (scalar, length) = Self.decode(utf8, at: position) else {
                position += 1
                continue
            }
            let origin = position..<position + length
            let entry = folding[scalar]
            switch entry.effect {
            case .space, .punctuation, .ideograph:
                guard buffer.word.isEmpty else {
                    appendBufferedWord(to: &buffer)
                    return position
                }
                if entry.effect != .space {
                    buffer.word.append(entry.payload, origin: origin)
                    appendBufferedWord(to: &buffer)
                }
                return origin.upperBound
            default:
                fold(scalar, entry, origin: origin, into: &buffer.word)
                position = origin.upperBound
            }
        }
        if !buffer.word.isEmpty { appendBufferedWord(to: &buffer) }
        return position
    }

    private func fold(
        _ scalar: UInt32, _ entry: WordPieceFolding.Entry, origin: Range<Int>, into word: inout FoldedWord
    ) {
        switch entry.effect {
        case .itself:
            if folding.decomposes, let jamo = WordPieceFolding.jamo(of: scalar) {
                word.append(jamo.leading, origin: origin)
                word.append(jamo.vowel, origin: origin)
                if let trailing = jamo.trailing { word.append(trailing, origin: origin) }
            } else {
                word.append(scalar, origin: origin)
            }
        case .mapped: word.append(entry.payload, origin: origin)
        case .combining: word.append(mark: scalar, combiningClass: entry.payload, origin: origin)
        case .barrier: word.orderMarks()
        case .sequence:
            for part in folding.sequences[Int(entry.payload)] {
                fold(part, folding[part], origin: origin, into: &word)
            }
        case .dropped, .space, .punctuation, .ideograph: break
        }
    }

    private func appendBufferedWord(to buffer: inout TokenBuffer) {
        buffer.word.orderMarks()
        guard !buffer.word.isTooLong else {
            if let origin = buffer.word.origin { buffer.tokens.append(Token(id: unk, bytes: origin)) }
            return
        }
        let first = buffer.tokens.count
        buffer.word.letters.withUnsafeBufferPointer { appendPieces($0, at: 0, to: &buffer.tokens) }
        for index in first..<buffer.tokens.count {
            let token = buffer.tokens[index]
            // Canonical ordering can put a later mark first, so the outer two need not be the first and the last.
            var bytes = buffer.word.origins[token.bytes.lowerBound]
            for origin in buffer.word.origins[token.bytes] where origin != bytes {
                bytes = min(bytes.lowerBound, origin.lowerBound)..<max(bytes.upperBound, origin.upperBound)
            }
            buffer.tokens[index] = Token(id: token.id, bytes: bytes)
        }
    }

    /// Spells a word by the longest pieces from its beginning, or as one unknown token where that fails.
    @inline(__always)
    func appendPieces(_ word: UnsafeBufferPointer<UInt8>, at offset: Int, to tokens: inout [Token]) {
        let known = tokens.count
        var position = 0
        var root = WordPieceVocabulary.Root.wordStart
        while position < word.count {
            guard let match = vocabulary.longestMatch(word, from: position, root: root) else {
                tokens.removeSubrange(known...)
                tokens.append(Token(id: unk, bytes: offset..<offset + word.count))
                return
            }
            let begin = offset + position
            tokens.append(Token(id: match.id, bytes: begin..<begin + match.length))
            position += match.length
            root = .continuation
        }
    }

    /// The scalar at `position` and its length; nil where the bytes are not UTF-8.
    @inline(__always)
    static func decode(_ utf8: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: UInt32, length: Int)? {
        let first = utf8[position]
        guard first >= 0x80 else { return (UInt32(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first < 0xF5, position + length <= utf8.count else { return nil }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let next = utf8[position + offset]
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3F)
        }
        return value < 0x110000 ? (value, length) : nil
    }
}

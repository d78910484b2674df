using System.Buffers.Binary;
using System.Text;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>One capture in one Wireshark: reads requests, lets the analyzer and the plugins look, answers when asked.</summary>
/// <param name="analyzer">What looks at the frames.</param>
/// <param name="schema">What the client must have registered.</param>
/// <param name="deadline">Told before and after each frame, so that a client never waits for ever. Plugins have deadlines of their
/// own.</param>
/// <param name="plugins">Analyzers of others; null where there are none.</param>
/// <param name="unwrapper">Takes frames out of other packets; null where nothing does.</param>
public sealed class Session(IAnalyzer analyzer, Schema schema, Deadline deadline, PluginWorkers? plugins = null,
    IFrameUnwrapper? unwrapper = null)
{
    private readonly FrameSelector _selector = new(analyzer.Interest);
    private readonly AnswerGate _gate = new();
    private uint _lastFrame;
    private long _lastTime;

    /// <summary>Called when the client has an answer that it waited for, perhaps on another thread.</summary>
    public Action? OnAnswered { get; init; }

    /// <summary>Serves until the request stream ends.</summary>
    /// <param name="request">What the client writes.</param>
    /// <param name="reply">What the client reads.</param>
    /// <param name="greeted">Called when the greeting has arrived.</param>
    /// <returns>False when the client was turned away.</returns>
    public bool Run(Stream request, Stream reply, Action greeted)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(greeted);

        if (!Greet(request, reply, greeted))
        {
            return false;
        }

        var answer = new AnswerWriter(schema);
        using IAnalyzerSession session = analyzer.Open(answer);
        try
        {
            Serve(request, reply, session, answer);
        }
        finally
        {
            _gate.Wait();
        }

        return true;
    }

    private void Serve(Stream request, Stream reply, IAnalyzerSession session, AnswerWriter answer)
    {
        Span<byte> head = stackalloc byte[5];
        byte[] body = new byte[64 * 1024];
        while (TryFill(request, head))
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head[1..]);
            if (length > BridgeProtocol.LargestRequest)
            {
                return;
            }

            if (length > body.Length)
            {
                body = new byte[length];
            }

            Span<byte> octets = body.AsSpan(0, (int)length);
            if (!TryFill(request, octets))
            {
                return;
            }

            _gate.Wait();
            if (head[0] is BridgeProtocol.Frame or BridgeProtocol.FrameAndAnswer && length >= BridgeProtocol.FrameHead)
            {
                deadline.Start();
                Look(session, octets);
                deadline.Stop();
            }
            else if (head[0] is BridgeProtocol.Follower && length >= BridgeProtocol.FollowerHead && _lastFrame > 0)
            {
                deadline.Start();
                LookAtFollower(session, octets);
                deadline.Stop();
            }
            else if (head[0] is BridgeProtocol.EarlierData && length >= BridgeProtocol.EarlierDataHead)
            {
                deadline.Start();
                LookAtEarlierData(session, octets);
                deadline.Stop();
            }
            else if (head[0] is BridgeProtocol.AnyFrame or BridgeProtocol.AnyFrameAndAnswer
                && length >= BridgeProtocol.AnyFrameHead)
            {
                if (!PluginRequest.TryRead(octets, out PluginRequest frame))
                {
                    return;
                }

                LookAtAnyFrame(session, frame, answer, isAsked: head[0] == BridgeProtocol.AnyFrameAndAnswer);
            }
            else if (head[0] is BridgeProtocol.NextFrame or BridgeProtocol.NextFrameAndAnswer && length >= BridgeProtocol.NextFrameHead)
            {
                var next = PluginRequest.Next(_lastFrame + 1, octets);
                LookAtAnyFrame(session, next, answer, isAsked: head[0] == BridgeProtocol.NextFrameAndAnswer);
            }
            else if (head[0] is BridgeProtocol.NothingShown)
            {
                answer.StopShowing();
            }
            else if (head[0] is BridgeProtocol.FieldsShown)
            {
                answer.ShowOnly(schema.FieldsOf(octets));
            }
            else if (head[0] is BridgeProtocol.Settle)
            {
                deadline.Start();
                session.OnEnd();
                deadline.Stop();
            }

            bool isAsked = head[0] is BridgeProtocol.AnyFrameAndAnswer or BridgeProtocol.NextFrameAndAnswer;
            if (isAsked && plugins is not null)
            {
                AnswerLater(plugins, answer, reply);
            }
            else if (isAsked || head[0] is BridgeProtocol.FrameAndAnswer or BridgeProtocol.Answer)
            {
                plugins?.Collect(answer, _lastFrame, isAsked: false);
                answer.Flush(reply, _lastFrame);
                OnAnswered?.Invoke();
            }
            else if (head[0] is BridgeProtocol.Progress)
            {
                AnswerWriter.TellProgress(reply, _lastFrame);
            }
        }
    }

    // On the thread that hears of the last plugin: the client waits, and each thread that is woken first makes it wait longer.
    private void AnswerLater(PluginWorkers asked, AnswerWriter answer, Stream reply)
    {
        _gate.Begin();
        uint last = _lastFrame;
        asked.WhenAnswered(() =>
        {
            try
            {
                asked.Collect(answer, last, isAsked: true);
                answer.Flush(reply, last);
                OnAnswered?.Invoke();
            }
            catch (IOException)
            {
                // The client went away: the end of its requests tells the same.
            }
            finally
            {
                _gate.End();
            }
        });
    }

    private void Look(IAnalyzerSession session, ReadOnlySpan<byte> body)
    {
        _lastFrame = BinaryPrimitives.ReadUInt32BigEndian(body);
        _lastTime = (long)BinaryPrimitives.ReadDoubleBigEndian(body[6..]);
        session.OnFrame(new Frame
        {
            Id = _lastFrame,
            LinkType = BinaryPrimitives.ReadUInt16BigEndian(body[4..]),
            TimeMicroseconds = _lastTime,
            OriginalLength = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(body[14..]), int.MaxValue),
            Octets = body[BridgeProtocol.FrameHead..],
        });
    }

    // The plugins look while the built-in analysis does.
    private void LookAtAnyFrame(IAnalyzerSession session, PluginRequest request, AnswerWriter answer, bool isAsked)
    {
        long follows = _lastFrame;
        long time = _lastTime;
        _lastFrame = (uint)request.Frame.Id;
        _lastTime = request.Frame.TimeMicroseconds;
        request.ShowTo(plugins);
        if (isAsked)
        {
            plugins?.Ask();
        }

        bool isFollower = request.IsFollower;
        if (!request.IsOpen)
        {
            if (request.IsChosen)
            {
                Show(request.Frame, isFollower);
            }
        }
        else if (unwrapper is not null && unwrapper.TryUnwrap(request.Frame, out Frame inner, out int? shift))
        {
            if (Chooses(inner, out isFollower))
            {
                answer.Place(inner.Id, shift);
                Show(inner, isFollower);
            }
            else
            {
                PassOver(inner);
            }
        }
        else if (Chooses(request.Frame, out isFollower))
        {
            Show(request.Frame, isFollower);
        }
        else
        {
            PassOver(request.Frame);
        }

        // Where every frame comes, nothing need be asked for.
        void PassOver(in Frame frame)
        {
            if (_selector.EncryptedDataAt >= 0)
            {
                deadline.Start();
                session.OnEarlierData(frame);
                deadline.Stop();
            }
        }

        void Show(in Frame frame, bool isAfterAnother)
        {
            deadline.Start();
            session.OnFrame(isAfterAnother ? Following(frame, follows, time) : frame);
            deadline.Stop();
        }
    }

    // As the built-in analysis gets a follower: with id and time of the frame before.
    private static Frame Following(in Frame frame, long id, long time) => new()
    {
        Id = id,
        LinkType = frame.LinkType,
        TimeMicroseconds = time,
        OriginalLength = frame.OriginalLength,
        Octets = frame.Octets,
    };

    // As the client does where it sends only what was chosen.
    private bool Chooses(in Frame frame, out bool isFollower)
    {
        bool isChosen = _selector.Wants(frame);
        isFollower = isChosen && analyzer.Interest[frame.Octets[frame.MacHeaderAt]] == FrameChoice.AfterSent;
        return isChosen;
    }

    private void LookAtFollower(IAnalyzerSession session, ReadOnlySpan<byte> body) => session.OnFrame(new Frame
    {
        Id = _lastFrame,
        LinkType = BinaryPrimitives.ReadUInt16BigEndian(body),
        TimeMicroseconds = _lastTime,
        OriginalLength = body.Length - BridgeProtocol.FollowerHead,
        Octets = body[BridgeProtocol.FollowerHead..],
    });

    // From its MAC header on, without what stands before.
    private void LookAtEarlierData(IAnalyzerSession session, ReadOnlySpan<byte> body) => session.OnEarlierData(new Frame
    {
        Id = _lastFrame,
        LinkType = LinkTypes.Ieee80211,
        TimeMicroseconds = (long)BinaryPrimitives.ReadDoubleBigEndian(body),
        OriginalLength = body.Length - BridgeProtocol.EarlierDataHead,
        Octets = body[BridgeProtocol.EarlierDataHead..],
    });

    private bool Greet(Stream request, Stream reply, Action greeted)
    {
        Span<byte> head = stackalloc byte[BridgeProtocol.GreetingHead];
        if (!TryFill(request, head) || !head.StartsWith(BridgeProtocol.Magic))
        {
            return false;
        }

        Span<byte> client = stackalloc byte[head[^1]];
        if (!TryFill(request, client))
        {
            return false;
        }

        greeted();
        if (head[4] != BridgeProtocol.Version)
        {
            return Refuse(reply, BridgeProtocol.OtherVersion, $"The stub speaks version {head[4]} of the bridge protocol, this wsbridge "
                + $"version {BridgeProtocol.Version}. Use the stub that lies beside this wsbridge.");
        }

        if (!head.Slice(5, BridgeProtocol.HashLength).SequenceEqual(schema.Hash.Span))
        {
            return Refuse(reply, BridgeProtocol.OtherSchema,
                "Stub and program are of different builds. Restart Wireshark; if that does not help, ask `wsbridge doctor`.");
        }

        reply.Write([BridgeProtocol.Accepted, 0, 0]);
        reply.Write(Interest(analyzer.Interest));
        reply.Flush();
        return true;
    }

    private static bool Refuse(Stream reply, byte status, string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        reply.Write([status, (byte)(octets.Length >> 8), (byte)octets.Length]);
        reply.Write(octets);
        reply.Flush();
        return false;
    }

    private static byte[] Interest(FrameInterest interest)
    {
        ReadOnlySpan<byte> mark = interest.Mark.Span;
        byte[] octets = new byte[256 + 1 + mark.Length + 2 + 4 + 2];
        for (int frameControl = 0; frameControl < 256; frameControl++)
        {
            octets[frameControl] = (byte)interest[(byte)frameControl];
        }

        octets[256] = (byte)mark.Length;
        mark.CopyTo(octets.AsSpan(257));
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(257 + mark.Length), (ushort)interest.MarkWithin);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(259 + mark.Length), (uint)interest.AgainAfterMicroseconds);
        octets[^2] = (byte)Math.Clamp(interest.EncryptedAfterMarked, 0, byte.MaxValue);
        octets[^1] = interest.LaterFragments ? (byte)1 : (byte)0;
        return octets;
    }

    private static bool TryFill(Stream stream, Span<byte> octets) =>
        stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false) == octets.Length;
}

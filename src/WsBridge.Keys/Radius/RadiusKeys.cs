using System.Globalization;
using System.Security.Cryptography;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Capture;
using WsBridge.Capture.Wired;

namespace WsBridge.Keys.Radius;

/// <summary>The keys that RADIUS delivered in one capture. Only a response that verifies with the shared secret counts.</summary>
internal sealed class RadiusKeys
{
    private readonly string _capture;
    private readonly RadiusSecrets _secrets;
    private readonly LoadedKeys _into;
    private readonly RequestTable _requests = new();
    private readonly WiredReader _wire = new();

    /// <summary>Access-Accepts that are not whole, by authenticator; the rest of one in fragments may yet come.</summary>
    private readonly HashSet<Guid> _acceptsCutOff = [];
    private int _requestCount;
    private int _verified;
    private int _notVerified;
    private int _accepts;
    private readonly List<KnownKey> _keys = [];
    private int _acceptsWithoutRequest;

    private RadiusKeys(string capture, RadiusSecrets secrets, LoadedKeys into)
    {
        _capture = capture;
        _secrets = secrets;
        _into = into;
    }

    /// <summary>Reads a capture; what it gives, and what is wrong with it, goes into <paramref name="into"/>.</summary>
    public static void Read(string capture, RadiusSecrets secrets, LoadedKeys into)
    {
        var keys = new RadiusKeys(capture, secrets, into);
        try
        {
            using FileStream stream = SourceFile.Open(capture);
            keys.Read(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            into.AddProblem($"cannot open {capture}: {SystemMessage.Of(error)}.");
        }
        catch (CaptureFormatException error)
        {
            into.AddProblem(error.Message);
        }
        catch (CryptographicException)
        {
            into.AddProblem($"this system does not allow MD5, on which RADIUS rests: no key is taken from {capture}.");
        }
    }

    private void Read(Stream stream)
    {
        using CaptureReader reader = CaptureReader.Open(stream, _capture);
        while (reader.TryRead(out CaptureRecord record))
        {
            if (_wire.Read(record) is { GreProtocol: null } datagram
                && RadiusPacket.TryParse(datagram.Payload.Span, datagram.IsWhole, out RadiusPacket packet))
            {
                OnPacket(record, datagram, packet);
            }
        }

        if (reader.Problem is { } problem)
        {
            _into.AddProblem(problem.ToString());
        }

        Conclude();
    }

    private void OnPacket(in CaptureRecord record, WiredPayload datagram, in RadiusPacket packet)
    {
        if (packet.Code == RadiusCode.AccessRequest)
        {
            _requestCount++;
            _requests.Add(datagram.Source, datagram.Destination, packet);
        }
        else if (packet.IsWhole)
        {
            _acceptsCutOff.Remove(new Guid(packet.Authenticator));
            OnResponse(record, packet, _requests.Find(datagram.Destination, datagram.Source, packet.Identifier));
        }
        else if (packet.Code == RadiusCode.AccessAccept)
        {
            _acceptsCutOff.Add(new Guid(packet.Authenticator));
        }
    }

    private void OnResponse(in CaptureRecord record, in RadiusPacket response, IReadOnlyList<RadiusRequest> requests)
    {
        if (requests.Count == 0)
        {
            _acceptsWithoutRequest += response.Code == RadiusCode.AccessAccept ? 1 : 0;
            return;
        }

        for (int i = requests.Count - 1; i >= 0; i--)
        {
            for (int secret = 0; secret < _secrets.Count; secret++)
            {
                if (ResponseCheck.Verifies(response, requests[i].Authenticator, _secrets[secret]))
                {
                    if (requests[i].TryAnswer(response))
                    {
                        _verified++;
                        OnVerified(record, response, requests[i], _secrets[secret]);
                    }

                    return;
                }
            }
        }

        _notVerified += requests[^1].TryAnswer(response) ? 1 : 0;
    }

    private void OnVerified(in CaptureRecord record, in RadiusPacket response, RadiusRequest request, ReadOnlySpan<byte> secret)
    {
        if (response.Code != RadiusCode.AccessAccept)
        {
            return;
        }

        _accepts++;
        Span<byte> msk = stackalloc byte[MppeKeys.MaxMskOctets];
        try
        {
            int length = MppeKeys.ReadMsk(response, request.Authenticator, secret, msk);
            if (!KnownKey.HasLength(KeyKind.Msk, length))
            {
                return;
            }

            KeyBinding binding = record.HasTime
                ? request.Binding with { FromMicroseconds = FrameTime.FromNanoseconds(record.TimeNanoseconds) }
                : request.Binding;
            var key = new KnownKey(KeyKind.Msk, msk[..length], SourceOf(record), binding) { IsFromRadius = true };
            _into.Add(key);
            _keys.Add(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(msk);
        }
    }

    private string SourceOf(in CaptureRecord record)
    {
        string time = record.HasTime
            ? DateTime.UnixEpoch.AddTicks(record.TimeNanoseconds / 100).ToString("' at 'HH:mm:ss", CultureInfo.InvariantCulture)
            : "";
        return $"RADIUS Access-Accept{time}, frame {record.Number} of {Path.GetFileName(_capture)}";
    }

    private void Conclude()
    {
        if (_keys.Count > 0)
        {
            _into.AddRadiusKeys(_capture, _keys);
        }

        if (_notVerified > 0 && _verified == 0)
        {
            _into.AddProblem($"the shared secret does not match these packets: none of the {Responses(_notVerified)} in {_capture} "
                + $"verifies, and no key is taken from it.");
            return;
        }

        if (_notVerified > 0)
        {
            _into.AddNote($"{_notVerified} of the {Responses(_notVerified + _verified)} in {_capture} "
                + $"{(_notVerified == 1 ? "does" : "do")} not verify with the shared secret and {(_notVerified == 1 ? "is" : "are")} left "
                + $"out.");
        }

        if (_acceptsCutOff.Count > 0)
        {
            _into.AddNote($"{Accepts(_acceptsCutOff.Count)} in {_capture} {(_acceptsCutOff.Count == 1 ? "is" : "are")} not whole (cut off, "
                + $"or a fragment is missing) and left out.");
        }

        if (_keys.Count == 0 && WhyNoKey() is { } why)
        {
            _into.AddNote(why);
        }
    }

    private string? WhyNoKey() =>
        _accepts > 0 ? $"{Accepts(_accepts)} in {_capture} {(_accepts == 1 ? "carries" : "carry")} no MS-MPPE keys."
        : _verified > 0 ? $"none of the {Responses(_verified)} in {_capture} is an Access-Accept: no key was delivered."
        : _acceptsCutOff.Count > 0 ? null
        : _acceptsWithoutRequest > 0
            ? $"{Accepts(_acceptsWithoutRequest)} in {_capture} {(_acceptsWithoutRequest == 1 ? "has" : "have")} no Access-Request there, "
                + $"without which a key cannot be decrypted."
        : _requestCount > 0 ? $"{_capture} has Access-Requests and no response to them, so no key."
        : _wire.SawRadSec ? $"{_capture} has RADIUS over TLS (RadSec), in which keys cannot be read with a shared secret."
        : $"{_capture} has no RADIUS in it, so no key: of EAP alone the keys are known to its two ends only.";

    private static string Responses(int count) => count == 1 ? "1 RADIUS response" : $"{count} RADIUS responses";

    private static string Accepts(int count) => count == 1 ? "1 Access-Accept" : $"{count} Access-Accepts";
}

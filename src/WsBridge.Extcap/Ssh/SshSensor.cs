using System.Text;
using System.Threading.Channels;
using CliWrap;
using WsBridge.Capture;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Ssh;

/// <summary>Takes a packet of a sensor; it is valid until the next one is read.</summary>
internal delegate void PacketHandler(in CaptureRecord record);

/// <summary>One connection to a sensor.</summary>
/// <param name="plan">The sensor.</param>
/// <param name="sudo">Run what needs rights by sudo.</param>
/// <param name="config">The configuration of ssh; null for the user's own.</param>
/// <param name="remark">Takes sentences for the user.</param>
internal sealed class SshSensor(SensorPlan plan, bool sudo, string? config, Action<string> remark)
{
    private readonly Channel<string> _commands = Channel.CreateUnbounded<string>();

    /// <summary>Tells the sensor what <see cref="SensorScript"/> understands.</summary>
    public void Tell(string command) => _commands.Writer.TryWrite(command);

    /// <summary>Captures until the connection ends; packets come on other threads than this one.</summary>
    /// <param name="connected">Called when the sensor captures.</param>
    /// <param name="take">Takes each packet.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Why it ended, in a sentence.</returns>
    public async Task<string> RunAsync(Action connected, PacketHandler take, CancellationToken stop)
    {
        var words = new SensorWords(Remark);
        string? notACapture = null;
        string[] file = config is null ? [] : ["-F", config];
        try
        {
            CommandTask<CommandResult> running = CliWrap.Cli.Wrap("ssh")
                .WithArguments([
                    .. file,
                    "-T",
                    "-o",
                    "BatchMode=yes",
                    "-o",
                    "ConnectTimeout=10",
                    "-o",
                    "ServerAliveInterval=3",
                    "-o",
                    "ServerAliveCountMax=2",
                    "--",
                    plan.Host,
                    "sh -s",
                ])
                .WithStandardInputPipe(PipeSource.Create(WriteScriptAsync))
                .WithStandardOutputPipe(
                    PipeTarget.Create((stream,
                    _) => Task.Run(() => notACapture = ReadToEnd(stream, connected, take), CancellationToken.None)))
                .WithStandardErrorPipe(PipeTarget.Create(words.ReadAsync))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(CancellationToken.None);
            await using CancellationTokenRegistration ending = stop.Register(() => ChildProcess.Kill(running.ProcessId));
            CommandResult result = await running;
            return notACapture ?? SshProblem.Of(plan, result.ExitCode, words.Text);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no ssh on this machine; install it (Debian: openssh-client).";
        }
    }

    // That the input stays open tells the sensor that somebody listens.
    private async Task WriteScriptAsync(Stream input, CancellationToken stop)
    {
        await input.WriteAsync(Encoding.UTF8.GetBytes(SensorScript.For(plan, sudo).ReplaceLineEndings("\n")), stop);
        await input.FlushAsync(stop);
        await foreach (string command in _commands.Reader.ReadAllAsync(stop))
        {
            await input.WriteAsync(Encoding.UTF8.GetBytes($"{command}\n"), stop);
            await input.FlushAsync(stop);
        }
    }

    private void Remark(string line)
    {
        if (line.StartsWith(SensorScript.Remark, StringComparison.Ordinal))
        {
            remark($"Sensor {plan.Name}: {line[SensorScript.Remark.Length..]}");
        }
    }

    private string? ReadToEnd(Stream stream, Action connected, PacketHandler take)
    {
        try
        {
            return Read(stream, connected, take);
        }
        finally
        {
            _commands.Writer.Complete();
        }
    }

    private string? Read(Stream stream, Action connected, PacketHandler take)
    {
        try
        {
            using CaptureReader reader = CaptureReader.Open(stream, plan.Name);
            connected();
            while (reader.TryRead(out CaptureRecord record))
            {
                if (record.LinkType != LinkTypes.Radiotap)
                {
                    return $"Sensor {plan.Name}: {plan.Adapter} is no adapter in monitor mode that gives radiotap (its link type is "
                        + $"{record.LinkType}); name another.";
                }

                take(record);
            }
        }
        catch (CaptureFormatException)
        {
            // Nothing came, or another text: what ssh says is the reason.
        }
        catch (IOException)
        {
            // The connection broke, or was ended.
        }

        return null;
    }
}

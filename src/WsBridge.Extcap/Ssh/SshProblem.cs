namespace WsBridge.Extcap.Ssh;

/// <summary>Says in a sentence why a sensor cannot be used, from how ssh ended and what it said.</summary>
internal static class SshProblem
{
    private const int SshFailed = 255;

    /// <summary>The sentence.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="status">The exit status of ssh: its own, or that of the script.</param>
    /// <param name="errors">What was written on standard error.</param>
    public static string Of(SensorPlan sensor, int status, string errors)
    {
        string last = errors.Split('\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => !line.StartsWith("tcpdump: listening", StringComparison.Ordinal)) ?? "nothing was said";
        return $"Sensor {sensor.Name}: " + status switch
        {
            SensorScript.NoAdapter => $"there is no adapter {sensor.Adapter}; `ssh {sensor.Host} ip link` lists those that are there.",
            SensorScript.NoTool => "tcpdump (or dumpcap) and iw are needed there; on Debian: apt-get install tcpdump iw.",
            SensorScript.NoMonitorMode => $"the adapter cannot be put into monitor mode ({last}); it needs root or sudo (--sudo) there, "
                + $"and an adapter that can.",
            SensorScript.NoChannel => $"the channel cannot be set ({last}); name channels that the adapter has, and use root or sudo "
                + $"(--sudo) there.",
            SshFailed when errors.Contains("Host key verification failed", StringComparison.Ordinal) =>
                $"its host key is not the one that ssh knows, or not known yet; check it with `ssh {sensor.Host}` by hand.",
            SshFailed when errors.Contains("Permission denied", StringComparison.Ordinal) =>
                $"it refuses the login; put your key there with `ssh-copy-id {sensor.Host}`, or load it into the agent (no password is "
                + $"asked for here).",
            SshFailed => $"ssh cannot reach it: {last}",
            _ when errors.Contains("permission", StringComparison.OrdinalIgnoreCase) =>
                $"capturing needs root or sudo (--sudo) there ({last}).",
            _ => $"capturing ended with status {status}: {last}",
        };
    }
}

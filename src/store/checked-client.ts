// Every connection of this project is one of these: the server is judged by its version before the first statement. A server can
// change while a process runs (failover), so each connection is judged and not only the first.
import pg from 'pg';
import { judgeServer } from './server-version.js';

type Connected = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

export class CheckedClient extends pg.Client {
  constructor(...options: ConstructorParameters<typeof pg.Client>) {
    super(...options);
    // Sent by every server while a session starts, so it costs no statement.
    this.connection.on('parameterStatus', ({ parameterName, parameterValue }: ParameterStatus) => {
      if (parameterName === 'server_version') this.serverVersion = parameterValue;
    });
  }

  private serverVersion = '';

  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | void {
    const judged = this.connectAndJudge();
    if (!callback) return judged;
    judged.then(
      (client) => (callback as (error: null, client: pg.Client) => void)(null, client),
      callback as (error: Error) => void,
    );
  }

  private async connectAndJudge(): Promise<pg.Client> {
    await super.connect();
    try {
      judgeServer(this.serverVersion);
    } catch (error) {
      await this.end();
      throw error;
    }
    return this;
  }
}

interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

/**
 * Service principals for whose roles AWS documents `aws:SourceArn` or `aws:SourceAccount` in the trust policy.
 * A positive list: a service that does not send the key cannot assume a role that asks for it, so for services that are not
 * here (`ec2`, `lambda` …) nothing may be advised.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */

/** The day of this list, `YYYY-MM-DD`; what AWS documented later is not in it. */
export const confusedDeputyDate = '2026-11-24';

/** The keys of which any one, with a fixed value, says on whose behalf the service calls. */
export const confusedDeputyKeys = [
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
] as const;

/** What AWS documents for one service principal. */
export interface ConfusedDeputyService {
  /** The principal of partition `aws`: `scheduler.amazonaws.com`. */
  readonly principal: string;
  /** What `aws:SourceArn` names, to follow "the ARN of". */
  readonly source: string;
  /** The page that gives the trust policy. */
  readonly page: string;
}

const docs = 'https://docs.aws.amazon.com/';

/** The services, by principal. */
export const confusedDeputyServices: readonly ConfusedDeputyService[] = [
  service(
    'airflow',
    'the environment',
    'mwaa/latest/userguide/cross-service-confused-deputy-prevention.html',
  ),
  service(
    'airflow-env',
    'the environment',
    'mwaa/latest/userguide/cross-service-confused-deputy-prevention.html',
  ),
  service('appstream', 'the fleet', 'appstream2/latest/developerguide/example-fleet-machine.html'),
  service(
    'autoscaling',
    'the group',
    'autoscaling/ec2/userguide/cross-service-confused-deputy-prevention.html',
  ),
  service(
    'bedrock',
    'the job, agent or knowledge base',
    'bedrock/latest/userguide/model-customization-iam-role.html',
  ),
  service('codedeploy', 'the deployment group', 'codedeploy/latest/userguide/security_confused_deputy.html'),
  service('comprehend', 'the job', 'comprehend/latest/dg/cross-service-confused-deputy-prevention.html'),
  service('controltower', 'the landing zone', 'controltower/latest/userguide/conditions-for-role-trust.html'),
  service(
    'datasync',
    'the location',
    'datasync/latest/userguide/cross-service-confused-deputy-prevention.html',
  ),
  service('ecs-tasks', 'the tasks', 'AmazonECS/latest/developerguide/task-iam-roles.html'),
  service('events', 'the rule', 'eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html'),
  service(
    'greengrass',
    'the Greengrass resources',
    'greengrass/v2/developerguide/cross-service-confused-deputy-prevention.html',
  ),
  service(
    'personalize',
    'the Personalize resources',
    'personalize/latest/dg/cross-service-confused-deputy-prevention.html',
  ),
  service('pipes', 'the pipe', 'eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html'),
  service('rds', 'the database', 'AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html'),
  service(
    'scheduler',
    'the schedule group',
    'scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html',
  ),
  service('spotfleet', 'the Spot Fleet request', 'AWSEC2/latest/UserGuide/spot-fleet-prerequisites.html'),
  service('states', 'the state machine', 'step-functions/latest/dg/procedure-create-iam-role.html'),
  service('storagegateway', 'the gateway', 'filegateway/latest/files3/grant-access-s3.html'),
  service('textract', 'the Textract resources', 'textract/latest/dg/api-async-roles.html'),
  service('transfer', 'the server, user or workflow', 'transfer/latest/userguide/confused-deputy.html'),
  service('vpc-flow-logs', 'the flow log', 'vpc/latest/userguide/flow-logs-iam-role.html'),
];

const byPrincipal = new Map(confusedDeputyServices.map((one) => [one.principal, one]));

/**
 * What AWS documents for a service principal, also in the spellings with a Region (`states.eu-west-1.amazonaws.com`) and of
 * aws-cn (`.amazonaws.com.cn`); undefined for a service that is not on the list. Compared exactly, as IAM does.
 */
export function confusedDeputyService(principal: string): ConfusedDeputyService | undefined {
  const global = principal.endsWith('.cn') ? principal.slice(0, -'.cn'.length) : principal;
  const [name, region, ...suffix] = global.split('.');
  if (suffix.join('.') === 'amazonaws.com' && region?.includes('-'))
    return byPrincipal.get(`${name}.amazonaws.com`);
  return byPrincipal.get(global);
}

function service(name: string, source: string, page: string): ConfusedDeputyService {
  return { principal: `${name}.amazonaws.com`, source, page: docs + page };
}

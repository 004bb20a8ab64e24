/**
 * Actions that put one's own code where a role of somebody else runs it already: functions, instances, builds, notebooks, state
 * machines. They need no `iam:PassRole`, because the role was passed before.
 * Left out, because they pass a role: lambda:CreateFunction, ec2:RunInstances, glue:UpdateJob, ecs:RunTask, datapipeline:CreatePipeline;
 * because they do nothing alone: ec2:ModifyInstanceAttribute, cloudformation:CreateChangeSet;
 * and because they run what somebody else wrote: lambda:InvokeFunction, cloudformation:ExecuteChangeSet, batch:SubmitJob.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { ActionTable } from './table.ts';

/** Actions that change what runs with the rights of others. */
export const runsCode: ActionTable = {
  lambda: 'UpdateFunctionCode UpdateFunctionConfiguration',
  // A stack that has a role of its own is updated with that role.
  cloudformation: 'UpdateStack UpdateStackSet',
  ssm: 'SendCommand StartSession CreateAssociation CreateAssociationBatch UpdateAssociation',
  ecs: 'ExecuteCommand',
  glue: 'UpdateDevEndpoint',
  // A build may bring its own build specification.
  codebuild: 'StartBuild StartBuildBatch UpdateProject',
  sagemaker:
    'CreatePresignedNotebookInstanceUrl CreatePresignedDomainUrl UpdateNotebookInstanceLifecycleConfig',
  datapipeline: 'PutPipelineDefinition',
  elasticmapreduce: 'AddJobFlowSteps',
  states: 'UpdateStateMachine',
  apprunner: 'UpdateService',
  airflow: 'CreateCliToken',
  cloud9: 'CreateEnvironmentMembership',
  'bedrock-agentcore': 'InvokeCodeInterpreter',
};
